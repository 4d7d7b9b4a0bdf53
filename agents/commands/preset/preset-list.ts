// The presets there are: shipped ones and the operators' own.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { SOURCES } from "../template/template-list.ts";
import { loadPresets } from "./load-presets.ts";
import { originOfPreset, PresetSummary, summarisePreset } from "./preset-card.ts";

export const presetList = defineCommand({
  name: "preset.list",
  role: "manager",
  effect: "read",
  input: z.object({ source: z.enum(SOURCES).optional() }),
  output: z.object({ presets: z.array(PresetSummary) }),
  positional: ["source"],
  errors: [],
  run: async (context, { source }) => {
    const { all } = await loadPresets(context);
    const wanted = all.filter(({ isOwn }) => source === undefined || isOwn === (source === "own"));
    return { presets: wanted.map(summarisePreset) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).templates;
    return {
      title: words.presetsTitle(output.presets.length),
      table: {
        columns: [{ label: words.preset }, { label: words.source }, { label: words.parameters }, { label: words.sent }],
        rows: output.presets.map((preset) => [
          preset.key,
          originOfPreset(preset, context.actor.language),
          words.parametersValue(preset.cfg, preset.steps),
          preset.prompt,
        ]),
      },
    };
  },
});
