/** Held by the one process that takes an archive: what two write at once, each would find half there. */
export const ARCHIVE_LEASE = { name: "archives", ms: 15_000 };
