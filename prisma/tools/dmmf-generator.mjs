#!/usr/bin/env node
// Prisma 7 prunes the model description in its clients to names and types; the back office needs the whole of it.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import helper from "@prisma/generator-helper";

helper.generatorHandler({
  onManifest: () => ({ prettyName: "Model description", defaultOutput: "../generated/dmmf.json" }),
  onGenerate: async ({ dmmf, generator }) => {
    const file = generator.output?.value;
    if (!file) throw new Error("generator dmmf: output is missing");
    const { models, enums, indexes } = dmmf.datamodel;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ models, enums, indexes }, null, 1)}\n`);
  },
});
