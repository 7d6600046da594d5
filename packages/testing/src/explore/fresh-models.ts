import { ExplorerUseError } from './explorer-use-error.js';
import { checkKeys } from './model-keys.js';
import type { ExploredModel, ModelFactory } from './model.js';
import { hasMethod, isThenable, show } from './shape.js';

/**
 * The same factory, which throws ExplorerUseError if it gives no model, or one whose environment it gave before or that
 * has run.
 * @param call what was called with it, for messages
 */
export function freshModels(call: string, factory: ModelFactory | undefined): ModelFactory {
  if (typeof factory !== 'function') {
    const what = show(factory);
    throw new ExplorerUseError(
      `${call} takes a function that makes the model, but was given ${what}; write ${call}(() => { const env = new Environment(); ...; return { env }; })`,
    );
  }
  const given = new WeakSet<object>();
  return (exploration) => {
    const model = factory(exploration);
    checkModel(model);
    const { env } = model;
    if (given.has(env))
      throw new ExplorerUseError(
        'a factory makes a new environment each time it is called; this one was run before',
      );
    if (env.kernel.running || env.kernel.steps.done > 0)
      throw new ExplorerUseError(
        'the environment of the model has run already; return it before it runs: exploring runs it, in each order anew',
      );
    given.add(env);
    return model;
  };
}

function checkModel(model: unknown): asserts model is ExploredModel {
  if (isThenable(model)) {
    model.then(undefined, () => undefined);
    throw new ExplorerUseError('a factory returns a model, { env, ... }, at once: an async function is none');
  }
  const { env } = (model ?? {}) as { readonly env?: unknown };
  if (typeof env !== 'object' || env === null || !hasMethod(env, 'run'))
    throw new ExplorerUseError(
      `a factory returns a model, { env, ... }, but this one returned ${show(model)}`,
    );
  checkKeys(model as object);
}
