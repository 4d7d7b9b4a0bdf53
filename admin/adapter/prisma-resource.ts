// One table for AdminJS, read-only. Every read asks who reads: wrong role, no rows; other avatars' rows and withheld
// columns are left out in the query itself, so that neither relations, search, filters nor sorting can reveal them.
import { type ActionContext, BaseRecord, BaseResource, type Filter, ForbiddenError } from "adminjs";
import type { Actor } from "../../agents/commands/context.ts";
import { canRead, isHidden, rowsFor } from "../access.ts";
import { actorOf } from "../current-admin.ts";
import type { Table, Where } from "../tables/table.ts";
import { fromFilter } from "./from-filter.ts";
import { type Description, type Field, foreignKeys, leadingColumns, type Model } from "./model.ts";
import { PrismaProperty } from "./prisma-property.ts";
import { type Row, toPage } from "./to-page.ts";

/** The part of a Prisma model client that is used here. */
export interface Delegate {
  findMany(query: Where): Promise<Row[]>;
  findFirst(query: Where): Promise<Row | null>;
  count(query: Where): Promise<number>;
}

/** All rows of the table, as the planner last saw them. */
export type EstimateRows = () => Promise<number>;

interface FindOptions {
  readonly limit?: number;
  readonly offset?: number;
  readonly sort?: { readonly sortBy?: string; readonly direction?: "asc" | "desc" };
}

const MOST_ROWS = 100;
const MOST_OFFSET = 1_000_000;
/** Nobody leafs through more; counting a million takes most of a second. */
const COUNTED_ROWS = 10_000;
/** From here on, skipped rows are not read with all they hold. */
const DEEP_OFFSET = 1_000;
const REFERENCE_FIELD: Field = {
  name: "reference",
  kind: "scalar",
  type: "String",
  isList: false,
  isRequired: true,
  isId: false,
};

export class PrismaResource extends BaseResource {
  readonly table: Table;
  readonly #properties: ReadonlyMap<string, PrismaProperty>;
  readonly #idField: Field;
  readonly #leading: ReadonlySet<string>;
  readonly #delegate: Delegate;
  readonly #estimateRows: EstimateRows;
  /** Of a request whose page was the last one: how many rows there are, so that they need not be counted. */
  readonly #lastRow = new WeakMap<ActionContext, number>();

  constructor(table: Table, description: Description, delegate: Delegate, estimateRows: EstimateRows) {
    super();
    const model = description.models.find((each) => each.name === table.model);
    const idField = model?.fields.find((field) => field.isId);
    if (!model || !idField) throw new Error(`${table.model}: the back office needs a model with one id column`);
    this.table = table;
    this.#idField = idField;
    this.#leading = leadingColumns(model, description);
    this.#delegate = delegate;
    this.#estimateRows = estimateRows;
    this.#properties = propertiesOf(table, model, description, this.#leading);
  }

  override databaseName(): string {
    return "prisma";
  }

  override databaseType(): string {
    return "Postgres";
  }

  override id(): string {
    return this.table.model;
  }

  override properties(): PrismaProperty[] {
    return [...this.#properties.values()];
  }

  override property(path: string): PrismaProperty | null {
    return this.#properties.get(path) ?? this.#properties.get(path.split(".")[0] ?? "") ?? null;
  }

  /** Exact up to `COUNTED_ROWS`; of more the planner's estimate where all rows are meant, else that many. */
  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const actor = actorOf(context?.currentAdmin);
    if (!canRead(this.table, actor)) return 0;
    const known = context && this.#lastRow.get(context);
    if (known !== undefined) return known;
    const where = this.#where(filter, actor);
    const counted = await this.#delegate.count({ where, take: COUNTED_ROWS });
    const isAll = where.AND.every((condition) => Object.keys(condition).length === 0);
    return counted === COUNTED_ROWS && isAll ? Math.max(counted, await this.#estimateRows()) : counted;
  }

  override async find(filter: Filter, options: FindOptions, context?: ActionContext): Promise<BaseRecord[]> {
    const actor = actorOf(context?.currentAdmin);
    if (!canRead(this.table, actor)) return [];
    const take = whole(options.limit, 1, MOST_ROWS);
    const skip = whole(options.offset, 0, MOST_OFFSET);
    const select = this.#select(this.#columns(actor));
    const page = { where: this.#where(filter, actor), orderBy: this.#orderBy(options.sort, actor), take, skip };
    const rows =
      skip < DEEP_OFFSET ? await this.#delegate.findMany({ ...page, select }) : await this.#findDeep(page, select);
    const isLastPage = rows.length < take && (rows.length > 0 || skip === 0);
    if (context && isLastPage) this.#lastRow.set(context, skip + rows.length);
    return rows.map((row) => this.#record(row, actor));
  }

  /** Leafs through the ids, which an index may hold, and reads only the rows of the page. */
  async #findDeep(page: Where & { readonly orderBy: readonly Where[] }, select: Where): Promise<Row[]> {
    const id = this.#idField.name;
    const found = await this.#delegate.findMany({ ...page, select: { [id]: true } });
    const where = { AND: [page.where, { [id]: { in: found.map((row) => row[id]) } }] };
    return await this.#delegate.findMany({ where, orderBy: page.orderBy, select });
  }

  /** A reference is looked up among what it is made of; letters within a text only by a trigram index. */
  isFoundByIndex(column: string): boolean {
    const property = this.#properties.get(column);
    if (!property || property.field === REFERENCE_FIELD) return property !== undefined;
    return holdsLetters(property) ? (this.table.large?.includes(column) ?? false) : this.#leading.has(column);
  }

  /** Of the last one of so many newest rows, by the table's own order; null: there are not so many. */
  async dateOfNewest(rows: number): Promise<Date | null> {
    const { by } = this.table.sort;
    const order = { orderBy: [{ [by]: "desc" }, { [this.#idField.name]: "asc" }], skip: rows - 1, take: 1 };
    const [last] = await this.#delegate.findMany({ where: { AND: [] }, ...order, select: { [by]: true } });
    const date = last?.[by];
    return date instanceof Date ? date : null;
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const actor = actorOf(context?.currentAdmin);
    if (!canRead(this.table, actor) || typeof id !== "string" || id.includes("\u0000")) return null;
    const row = await this.#delegate.findFirst({
      where: { AND: [{ [this.#idField.name]: id }, rowsFor(this.table, actor)] },
      select: this.#select(this.#columns(actor)),
    });
    return row ? this.#record(row, actor) : null;
  }

  /** What relations show: id and title, nothing else. */
  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const actor = actorOf(context?.currentAdmin);
    if (!canRead(this.table, actor)) return [];
    const shown = new Set([this.#idField.name, this.table.title]);
    const rows = await this.#delegate.findMany({
      where: { AND: [{ [this.#idField.name]: { in: ids.map(String) } }, rowsFor(this.table, actor)] },
      select: this.#select(this.#columns(actor).filter((property) => shown.has(property.name()))),
    });
    return rows.map((row) => this.#record(row, actor));
  }

  override async create(): Promise<never> {
    throw new ForbiddenError("forbiddenError");
  }

  override async update(): Promise<never> {
    throw new ForbiddenError("forbiddenError");
  }

  override async delete(): Promise<never> {
    throw new ForbiddenError("forbiddenError");
  }

  #columns(actor: Actor): PrismaProperty[] {
    return this.properties().filter((property) => !isHidden(this.table, property.name(), actor));
  }

  #select(columns: readonly PrismaProperty[]): Where {
    const selected: Record<string, unknown> = {};
    for (const { field } of columns) {
      if (field === REFERENCE_FIELD) Object.assign(selected, this.table.reference?.select);
      else selected[field.name] = true;
    }
    return selected;
  }

  #record(row: Row, actor: Actor): BaseRecord {
    const params: Record<string, unknown> = {};
    for (const { field } of this.#columns(actor)) {
      if (field === REFERENCE_FIELD) params[field.name] = this.table.reference?.of(row);
      else if (field.name in row) params[field.name] = toPage(field, row[field.name]);
    }
    return new BaseRecord(params, this);
  }

  #orderBy(sort: FindOptions["sort"], actor: Actor): Where[] {
    const asked = sort?.sortBy ? this.#properties.get(sort.sortBy) : undefined;
    const isUsable =
      asked?.isSortable() && asked.field !== REFERENCE_FIELD && !isHidden(this.table, asked.name(), actor);
    const column = isUsable ? asked : this.#properties.get(this.table.sort.by);
    const direction = isUsable && sort?.direction ? sort.direction : this.table.sort.direction;
    const order = direction === "asc" ? "asc" : "desc";
    const id = this.#idField.name;
    if (!column || column.name() === id) return [{ [id]: order }];
    return [{ [column.name()]: column.field.isRequired ? order : { sort: order, nulls: "last" } }, { [id]: "asc" }];
  }

  #where(filter: Filter, actor: Actor): { readonly AND: readonly Where[] } {
    const conditions: Where[] = [rowsFor(this.table, actor)];
    for (const { path, value } of Object.values(filter.filters)) {
      const property = this.#properties.get(path);
      if (!property || value === "" || value === undefined || value === null) continue;
      const condition = isHidden(this.table, path, actor) ? null : this.#condition(property, value);
      conditions.push(condition ?? { [this.#idField.name]: { in: [] } });
    }
    return { AND: conditions };
  }

  #condition(property: PrismaProperty, value: unknown): Where | null {
    if (property.field !== REFERENCE_FIELD) {
      const isLarge = this.table.large?.includes(property.name()) ?? false;
      const facts = { isLink: property.reference() !== null, isLarge, values: property.availableValues() };
      return fromFilter(property.field, value, facts);
    }
    if (typeof value !== "string" || value.includes("\u0000")) return null;
    return this.table.reference?.find(value) ?? null;
  }
}

function propertiesOf(
  table: Table,
  model: Model,
  description: Description,
  leading: ReadonlySet<string>,
): Map<string, PrismaProperty> {
  const targets = foreignKeys(model);
  for (const [column, target] of Object.entries(table.links ?? {})) targets.set(column, target);
  const columns = model.fields.filter(
    (field) => (field.kind === "scalar" || field.kind === "enum") && !table.secret?.includes(field.name),
  );
  const fields = table.reference ? [REFERENCE_FIELD, ...columns] : columns;
  return new Map(
    fields.map((field, position) => {
      const target = targets.get(field.name) ?? null;
      const values = table.fixedValues?.[field.name] ?? enumValues(field, description);
      const isOrdered = !table.grows || (leading.has(field.name) && !table.large?.includes(field.name));
      return [field.name, new PrismaProperty({ field, position, target, values, isOrdered })];
    }),
  );
}

/** Whether a filter by it means texts that hold these letters; see `fromFilter`. */
function holdsLetters(property: PrismaProperty): boolean {
  const isExact = property.isId() || property.reference() !== null || property.availableValues() !== null;
  return property.field.type === "String" && !isExact;
}

function enumValues(field: Field, description: Description): readonly string[] | null {
  const found = description.enums.find((each) => field.kind === "enum" && each.name === field.type);
  return found?.values.map((value) => value.name) ?? null;
}

function whole(value: unknown, least: number, most: number): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : least;
}
