import { AGAIN, ALL_FACETS, type Measured, type Row, type Size } from "./engines.ts";

const write = (name: string, cells: string[]) => process.stdout.write(`  ${name.padEnd(52)}${cells.map((cell) => cell.padStart(18)).join("")}\n`);

/** One row of a size; throws where nothing of that name was measured. */
function rowOf({ rows }: Size, name: string): Row {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`${name} was not measured`);
  return row;
}

/** As a table: figures as they are, times as they are and as multiples of those at the smallest size. */
export function printEngines({ sizes, stall }: Measured): void {
  const [smallest] = sizes;
  if (!smallest) return;
  process.stdout.write("\nThe embedded engines (times: p50 and p95 in ms on this machine)\n");
  write("items", sizes.map(({ items }) => String(items)));
  write("index documents", sizes.map(({ documents }) => String(documents)));
  for (const name of Object.keys(smallest.figures)) write(name, sizes.map(({ figures }) => (figures[name] ?? NaN).toFixed(2)));
  for (const { name } of smallest.rows) write(name, sizes.map((size) => `${rowOf(size, name).p50.toFixed(1)} / ${rowOf(size, name).p95.toFixed(1)}`));
  process.stdout.write("\nGrowth of p95 from the smallest size\n");
  for (const { name, p95 } of smallest.rows) write(name, sizes.map((size) => (rowOf(size, name).p95 / p95).toFixed(2)));
  process.stdout.write(`\nWhile ${stall.documents} documents were added, ${stall.searches} searches took at most ${stall.most.toFixed(0)} ms longer than the same ones before, 95 of 100 at most ${stall.p95.toFixed(0)} ms\n`);
}

/** What the engines are held to at the largest size; `pageMs` is what a search page took in the same run, where one was asked for. */
export function printGoals({ sizes, stall }: Measured, pageMs: number | null): void {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest) return;
  const growth = (name: string) => (rowOf(largest, name).p95 / rowOf(smallest, name).p95).toFixed(2);
  const figure = (name: string) => largest.figures[name] ?? NaN;
  process.stdout.write(`\nGoals of the engines, at ${largest.items} items\n`);
  write("search with all facets, p95 to that at the smallest", [growth(ALL_FACETS), `${growth(AGAIN)} again`, "at most 3"]);
  if (pageMs !== null) write("search with all facets, p95 to a search page", [(rowOf(largest, ALL_FACETS).p95 / pageMs).toFixed(2), `${(rowOf(largest, AGAIN).p95 / pageMs).toFixed(2)} again`, "under 1"]);
  write("restart to first answer, s (search, database)", [figure("search: restart to first answer, s").toFixed(2), figure("database: restart to first answer, s").toFixed(2), "under 2"]);
  write("memory, MiB (search, database)", [figure("search: memory, MiB").toFixed(0), figure("database: memory, MiB").toFixed(0), "under 400"]);
  write("find by an index, speed to that in an empty one", [(rowOf(largest, "findOne by an index of an empty collection").p50 / rowOf(largest, "findOne by an index").p50).toFixed(2), "at least 0.5"]);
  write("a search while documents are added, ms more", [stall.most.toFixed(0), "at most 100"]);
}
