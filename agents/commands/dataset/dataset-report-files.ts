// The report of a training set as pictures: coverage as bars, all its pictures on one sheet.
import type { Coverage, CuratedPicture } from "../../domain/avatars/identity/curation.ts";
import { FRAMING_MIX, type Framing } from "../../domain/avatars/identity/dataset-plan.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import type { BuildingDataset, StoredPicture } from "./build-dataset-now.ts";
import { percent } from "./dataset-card.ts";
import { datasetReference } from "./find-dataset.ts";

interface Reported {
  readonly base: string;
  readonly dataset: BuildingDataset;
  readonly pictures: readonly StoredPicture[];
  readonly verdicts: readonly CuratedPicture[];
  readonly coverage: Coverage;
}

export async function datasetReportFiles(context: AppContext, reported: Reported) {
  const { media, store } = context.ports;
  const { base } = reported;
  // A picture is read by the whole team: in the avatar's own language.
  const language: Language = reported.dataset.avatar.languages[0] === "es" ? "es" : "en";
  const chart = await media.barChart(coverageChart(reported, language));
  const sheet = await media.contactSheet(await sheetOf(context, reported, language));
  const keys = { reportKey: `${base}-coverage.png`, sheetKey: `${base}-sheet.jpg` };
  await store.put(keys.reportKey, chart.bytes, chart.contentType);
  await store.put(keys.sheetKey, sheet.bytes, sheet.contentType);
  return keys;
}

function coverageChart({ dataset, coverage }: Reported, language: Language) {
  const words = texts(language).identity;
  const again = dataset.jobs.length - dataset.requested;
  const bar = (label: string, share: number, warns = false) => ({ label, share, value: percent(share), warns });
  return {
    title: words.coverageTitle(datasetReference(dataset)),
    note: [words.keptValue(coverage.kept, dataset.requested), ...(again > 0 ? [words.madeAgainValue(again)] : [])].join(
      " · ",
    ),
    groups: [
      {
        label: words.angles,
        bars: Object.entries(coverage.angles).map(([angle, share]) =>
          bar(words.angleNames[angle as keyof typeof words.angleNames] ?? angle, share, share === 0),
        ),
      },
      {
        label: words.framings,
        bars: (Object.keys(FRAMING_MIX) as Framing[]).map((framing) =>
          bar(words.framingNames[framing], coverage.framings[framing]),
        ),
      },
      {
        label: words.quality,
        bars: [
          ...(coverage.meanSimilarity === null ? [] : [bar(words.likeness, coverage.meanSimilarity)]),
          bar(words.duplicates, coverage.duplicateShare, coverage.warnings.includes("duplicates")),
        ],
      },
    ],
  };
}

async function sheetOf(context: AppContext, { dataset, pictures, verdicts, coverage }: Reported, language: Language) {
  const words = texts(language).identity;
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const tiles = await Promise.all(
    pictures.map(async ({ id, number, storageKey, similarity }) => {
      const verdict = byId.get(id);
      const likeness = similarity === null ? "" : ` · ${percent(similarity)}`;
      return {
        bytes: (await context.ports.store.get(storageKey)).bytes,
        caption: verdict?.reason ? `${number} ${words.dropReasons[verdict.reason]}` : `${number}${likeness}`,
        dimmed: verdict?.kept === false,
      };
    }),
  );
  return {
    title: words.sheetAlt(datasetReference(dataset)),
    note: words.leftOutValue(coverage.dropped),
    tiles,
  };
}
