import type { ExploredModel, ModelFactory } from './model.js';

/** The same factory, which throws TypeError if it gives no model, or one whose environment it gave before. */
export function freshModels(factory: ModelFactory): ModelFactory {
  const given = new WeakSet<object>();
  return (exploration) => {
    const model = factory(exploration);
    const { env } = model as Partial<ExploredModel>;
    if (typeof env?.run !== 'function')
      throw new TypeError('a factory returns a model, { env, ... }, at once: an async function is none');
    if (given.has(env))
      throw new TypeError(
        'a factory makes a new environment each time it is called; this one was run before',
      );
    given.add(env);
    return model;
  };
}
