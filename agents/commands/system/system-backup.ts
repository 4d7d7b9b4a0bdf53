// One file with the database, the media and the journals of an embedded installation, made while it runs.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

const MIB = 1024 ** 2;

export const systemBackup = defineCommand({
  name: "system.backup",
  role: "owner",
  effect: "write",
  input: z.object({ secrets: z.boolean().default(false) }),
  output: z.object({
    file: z.string(),
    bytes: z.number(),
    files: z.number(),
    sha256: z.string(),
    hasSecrets: z.boolean(),
    /** The key is in the environment: it is not in DATA_DIR, so it can be in no backup. */
    keyIsGiven: z.boolean(),
  }),
  positional: [],
  errors: ["refused", "conflict", "storage_full"],
  run: async ({ database, ports, config, actor }, { secrets }) => {
    const words = texts(actor.language).backup;
    if (!database.embedded || !ports.host)
      throw new AppError("refused", words.byServer, { remedy: words.byServerRemedy, reason: "postgres_server" });
    const keyIsGiven = config.SECRET_KEY !== undefined;
    const made = await ports.host.backup({ withSecrets: secrets && !keyIsGiven });
    const { file, bytes, files, sha256 } = made;
    return { file, bytes, files, sha256, hasSecrets: secrets && !keyIsGiven, keyIsGiven };
  },
  view: ({ file, bytes, files, sha256, hasSecrets, keyIsGiven }, context) => {
    const words = texts(context.actor.language).backup;
    const withoutKey = keyIsGiven ? words.keyInEnvironment : words.keyLeftOut;
    return {
      title: words.made,
      tone: hasSecrets ? "warning" : "good",
      text: file,
      fields: [
        { label: words.size, value: words.sizeValue((bytes / MIB).toFixed(1), files) },
        { label: "SHA-256", value: sha256 },
      ],
      note: hasSecrets ? words.keyIsIn : withoutKey,
    };
  },
  subject: (_input, output) => output.sha256,
});
