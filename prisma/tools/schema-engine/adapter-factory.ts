// The database access that the WASM engine is given: Prisma's own adapter, with a throw-away in-memory database as
// shadow database, which needs neither a server nor the right to create databases.
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQuery, type SqlResultSet } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { openEmbedded } from "../../embedded/open-embedded.ts";
import { isMemoryUrl } from "./arguments.ts";

// `"char"`, which the engine reads from the catalogue and the adapter does not know. It must arrive as Character: with
// Text the engine panics on Postgres 18.
const CHAR_TYPE_OID = 18;
const TEXT_TYPE_OID = 25;

export function adapterFactory(url: string | undefined): PrismaPg {
  // Parsed fields instead of a connection string: with the latter the adapter's shadow database is the main one.
  const parsed = new pg.Client({ connectionString: url ?? "postgresql://127.0.0.1:1/none" });
  const { host, port, user, password, database, ssl } = parsed;
  const factory = new PrismaPg({
    ...{ host, port, user, password, database, ssl },
    max: 2,
    idleTimeoutMillis: 200,
    allowExitOnIdle: true,
  });
  const connect = url && isMemoryUrl(url) ? connectToMemory : factory.connect.bind(factory);
  factory.connect = async () => corrected(await connect());
  factory.connectToShadowDb = async () => corrected(await connectToMemory());
  return factory;
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

async function connectToMemory(): Promise<Adapter> {
  const engine = await openEmbedded();
  const user = { user: "postgres", database: "postgres" };
  const adapter = await new PrismaPg({ ...user, stream: () => engine.connect(), max: 2 }).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await engine.close();
  };
  return adapter;
}

function corrected(adapter: Adapter): Adapter {
  withWholeScripts(adapter);
  withCharType(adapter);
  return adapter;
}

interface Internals extends SqlDriverAdapter {
  performIO(query: SqlQuery): Promise<{ fields?: { dataTypeID: number }[] }>;
  onError(error: unknown): never;
}

/** The adapter cuts a script at every semicolon, also inside comments and function bodies. */
function withWholeScripts(adapter: Adapter): void {
  const internals = adapter as unknown as Internals;
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script).catch(internals.onError.bind(adapter));
  };
}

function withCharType(adapter: Adapter): void {
  const internals = adapter as unknown as Internals;
  const performIO = internals.performIO.bind(adapter);
  const queryRaw = internals.queryRaw.bind(adapter);
  let charColumns: number[] = [];
  internals.performIO = async (query) => {
    const result = await performIO(query);
    charColumns = [];
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID !== CHAR_TYPE_OID) return;
      field.dataTypeID = TEXT_TYPE_OID;
      charColumns.push(index);
    });
    return result;
  };
  internals.queryRaw = async (query): Promise<SqlResultSet> => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}
