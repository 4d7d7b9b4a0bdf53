// Where a training puts what it makes: a private model of the account, made when it does not exist.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ReplicateClient } from "../../replicate/replicate-client.ts";

const Account = z.object({ username: z.string().min(1) });
export const ReplicateModel = z.object({
  visibility: z.string(),
  latest_version: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }).nullish(),
});

/** The API wants one; fine-tuned models run on that of their trainer all the same. */
const HARDWARE = "gpu-t4";
const NAME_MAX_LENGTH = 60;

/** Lower-case letters, digits and single dashes. @throws AppError `invalid_input` when none is left */
export function modelNameOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, NAME_MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  if (slug !== "") return slug;
  throw new AppError("invalid_input", "A training needs a name with letters or digits.", { field: "name" });
}

/** @returns "owner/name" @throws AppError */
export async function ensureDestination(client: ReplicateClient, name: string, signal: AbortSignal): Promise<string> {
  const { username: owner } = await client.ask(Account, "/account", signal);
  const destination = `${owner}/${name}`;
  const model = (await findModel(client, destination, signal)) ?? (await createModel(client, owner, name, signal));
  if (model.visibility === "private") return destination;
  throw new AppError("conflict", `The model ${destination} on Replicate is open to everybody.`, {
    reason: "public_model",
    remedy: "Make it private there, or delete it.",
  });
}

async function findModel(client: ReplicateClient, destination: string, signal: AbortSignal) {
  try {
    return await client.ask(ReplicateModel, `/models/${destination}`, signal);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") return null;
    throw thrown;
  }
}

async function createModel(client: ReplicateClient, owner: string, name: string, signal: AbortSignal) {
  const json = { owner, name, visibility: "private", hardware: HARDWARE };
  try {
    return await client.ask(ReplicateModel, "/models", signal, { method: "POST", json });
  } catch (thrown) {
    // Another training of that name was faster.
    if (!(thrown instanceof AppError && thrown.reason === "http_409")) throw thrown;
    return await client.ask(ReplicateModel, `/models/${owner}/${name}`, signal);
  }
}
