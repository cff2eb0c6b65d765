import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

import { env } from "#app/env.server.ts";

import { SourceProblem } from "./reading.ts";

/** The largest source, in bytes: some thousand pages of plain text, and far below what one document may hold. */
const MAX_BYTES = 2_000_000;

/** Folders of the machine, in which no one keeps documents. */
const SYSTEM = ["/boot", "/dev", "/etc", "/private/etc", "/proc", "/run", "/sys"];

/**
 * Reads a file that a manifest names. What it names is published as a rule: where manifests are passed on,
 * none must reach the keys of the hub, or what else its administrator can read and keeps to himself.
 * @throws SourceProblem where it may not be taken, is not there, no regular file or too large.
 */
export function readNamedFile(name: string, folder: string): Buffer {
  if (path.isAbsolute(name)) throw new SourceProblem("is an absolute path; paths are relative to the manifest");
  return readBytes(path.resolve(folder, name), MAX_BYTES, (real) => {
    if (isHidden(path.normalize(name)) || isHidden(path.relative(realpathSync.native(folder), real))) {
      throw new SourceProblem("is hidden: no part of its path may begin with a full stop");
    }
    if (isInside(realOf(path.resolve(env().HUB_DATA_DIR)), real)) throw new SourceProblem("is in the hub's own data");
    if (SYSTEM.some((system) => isInside(system, real))) throw new SourceProblem("is a file of the system");
  });
}

/**
 * Reads a regular file of at most `most` bytes; `check` may refuse it by its real path. It is opened once,
 * so that what is judged is what is read, whatever its name leads to a moment later.
 * @throws SourceProblem where it is not there, no regular file or too large; what `check` throws.
 */
export function readBytes(file: string, most: number, check: (real: string) => void = () => {}): Buffer {
  let handle: number | undefined;
  try {
    // Without waiting: a pipe opens only once someone writes to it.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(handle);
    const real = realpathSync.native(file);
    const named = statSync(real);
    if (named.dev !== stats.dev || named.ino !== stats.ino) throw new SourceProblem("was exchanged while it was read");
    check(real);
    if (stats.isDirectory()) throw new SourceProblem("is a folder, not a file");
    if (!stats.isFile()) throw new SourceProblem("is no regular file");
    if (stats.size > most) throw new SourceProblem(`has ${stats.size} bytes; ${most} are the most`);
    return readUpTo(handle, most);
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const known: Record<string, string> = { ENOENT: "is not there", EACCES: "may not be read", ENOTDIR: "is not there", ELOOP: "is a link to itself", ENXIO: "is no regular file" };
    throw new SourceProblem(known[code] ?? `cannot be read (${code || String(error)})`);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** A file may grow after it was measured, and some say that they have no size. */
function readUpTo(handle: number, most: number): Buffer {
  const data = Buffer.alloc(most + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < data.length; length += read) read = readSync(handle, data, length, data.length - length, null);
  if (length > most) throw new SourceProblem(`has more than ${most} bytes`);
  return data.subarray(0, length);
}

const isHidden = (name: string): boolean => name.split(path.sep).some((part) => /^\.(?!\.?$)/.test(part));

function isInside(folder: string, file: string): boolean {
  const inner = path.relative(folder, file);
  return inner !== ".." && !inner.startsWith(`..${path.sep}`) && !path.isAbsolute(inner);
}

/** The real path of a folder that need not be there yet. */
function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
