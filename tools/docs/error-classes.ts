import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishable, specifiers } from '../publishable.mjs';
import type { Package } from '../publishable.mjs';

export type ErrorType = abstract new (...args: never[]) => Error;

export interface ErrorClass {
  name: string;
  type: ErrorType;
  /** The package that has it; others may pass it on. */
  owner: string;
  /** Whether it is there only for others to extend. */
  abstract: boolean;
  doc: string;
}

interface Exported {
  member: Package;
  names: Map<string, unknown>;
}

async function load(member: Package): Promise<Exported> {
  const modules = await Promise.all(
    specifiers(member.manifest).map((name) => import(/* @vite-ignore */ name) as Promise<object>),
  );
  return { member, names: new Map(modules.flatMap((module) => Object.entries(module))) };
}

const exported = await Promise.all(publishable.map(load));

/** What the published packages export, but for types. */
export const exportedNames = new Set(exported.flatMap(({ names }) => [...names.keys()]));

/** What `asimjs` exports, but for types. */
export const namesOfUmbrella = new Set(
  exported.find(({ member }) => member.manifest.name === 'asimjs')?.names.keys(),
);

function isErrorType(value: unknown): value is ErrorType {
  return typeof value === 'function' && (value.prototype as unknown) instanceof Error;
}

/** Of the packages that export a class, the one that depends on no other of them. */
function ownerOf(type: ErrorType): Package {
  const members = exported
    .filter(({ names }) => [...names.values()].includes(type))
    .map(({ member }) => member);
  const owner = members.find(({ manifest }) =>
    members.every((other) => !Object.hasOwn(manifest.dependencies ?? {}, other.manifest.name)),
  );
  if (owner === undefined) throw new Error(`no package is the first to export ${type.name}`);
  return owner;
}

/** The source of a class, from the doc comment right above it to its name. */
function declarationOf(name: string, folder: string): { abstract: boolean; doc: string } {
  const pattern = new RegExp(
    String.raw`(?:/\*\*(?<doc>(?:(?!\*/)[^])*)\*/\s*)?export (?<abstract>abstract )?class ${name}\b`,
  );
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const { groups } = pattern.exec(readFileSync(join(folder, file), 'utf8')) ?? {};
    if (groups) return { abstract: groups.abstract !== undefined, doc: groups.doc?.trim() ?? '' };
  }
  throw new Error(`no file in ${folder} has 'export class ${name}'`);
}

function errorClass(name: string, type: ErrorType): ErrorClass {
  const { manifest, folder } = ownerOf(type);
  return { name, type, owner: manifest.name, ...declarationOf(name, join(folder, 'src')) };
}

/** Every class of errors that a published package exports. */
export const errorClasses: ErrorClass[] = [...new Map(exported.flatMap(({ names }) => [...names]))].flatMap(
  ([name, value]) => (isErrorType(value) ? [errorClass(name, value)] : []),
);
