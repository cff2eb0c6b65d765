import Database from "libsql";
import type { Catalog } from "./collection.ts";

export type SqlValue = string | number | bigint | Buffer | null;
type Statement = Database.Statement<[SqlValue[]]>;

const MAX_STATEMENTS = 400;

/** One SQLite connection with its prepared statements and the catalog as this connection sees it. */
export class Connection {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Statement>();
  catalog!: Catalog;
  /** Set when the open transaction changes what the catalog says. */
  catalogChanged = false;

  constructor(path: string) {
    this.database = new Database(path);
  }

  private prepare(sql: string, selects: boolean): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size >= MAX_STATEMENTS) this.statements.clear();
      statement = this.database.prepare(sql) as Statement;
      if (selects) statement.raw(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  // values go over as one array: a lone Buffer would be taken for an object of named values
  /** All rows of a query, each an array of columns; ask for pages, not for whole tables. */
  all(sql: string, ...values: SqlValue[]): SqlValue[][] {
    return this.prepare(sql, true).all(values) as SqlValue[][];
  }

  /** Runs a statement that returns nothing; answers the id of the row it inserted. */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.prepare(sql, false).run(values).lastInsertRowid);
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}
