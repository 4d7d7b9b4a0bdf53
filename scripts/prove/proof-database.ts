// A database of its own for a proof that runs parts of the product in this process.
import { type Database, openDatabase } from "../../prisma/client.ts";
import { silentLog } from "../../prisma/testing/silent-log.ts";
import { type Backend, prepareGround } from "../testbed/ground.ts";

export async function proofDatabase(backend: Backend): Promise<Database> {
  if (backend === "embedded") return await openDatabase({ inMemory: true, log: silentLog });
  const ground = await prepareGround("real");
  const database = await openDatabase({ databaseUrl: ground.environment.DATABASE_URL, log: silentLog, poolSize: 20 });
  return {
    ...database,
    close: async () => {
      await database.close();
      await ground.close();
    },
  };
}
