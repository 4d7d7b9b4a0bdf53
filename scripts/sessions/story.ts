// One operator, from nothing to a creator that sells, by words and buttons only. The same story at every seat.
import type { Browser } from "playwright-core";
import { type Language, texts } from "../../agents/texts/texts.ts";
import { type DemoProduct, until } from "../demo/demo-product.ts";
import { type Fan, fanOf } from "./fan.ts";
import type { Recorder } from "./recorder.ts";
import { LINES } from "./script-lines.ts";

export interface Scene {
  readonly product: DemoProduct;
  readonly recorder: Recorder;
  readonly browser: Browser;
  readonly language: Language;
  readonly name: string;
}

const PICTURES = 6;
/** Pictures are drawn, moderated and captioned on two cores. */
const LONG_WORK_MS = 180_000;

export async function playStory(scene: Scene): Promise<void> {
  const { recorder, product, browser, language } = scene;
  const fan = fanOf(product, recorder, browser, LINES[language].fan.name);
  await beginning(scene);
  await content(scene);
  await publishing(scene);
  await talking(scene, fan);
  await takingOver(scene, fan);
  await selling(scene, fan);
  await books(scene);
}

/** A plan is shown, and its yes given. */
async function planned({ recorder, language }: Scene, words: string, done: string | RegExp, limitMs?: number) {
  const { common } = texts(language);
  await recorder.says(words);
  await recorder.sees(common.approve);
  await recorder.presses(common.approve);
  await recorder.sees(done, limitMs);
}

async function beginning(scene: Scene): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  const words = texts(language);
  recorder.chapter("Nothing is there yet");
  await recorder.begin();
  await recorder.says(lines.hello);
  await recorder.sees(/./);
  if (lines.language && !recorder.wasBegun) {
    await recorder.says(lines.language);
    await recorder.sees(words.agent.languageSet);
    await recorder.says(lines.hello);
    await recorder.sees(words.agent.helloText);
  }
  recorder.chapter("A creator");
  await planned(scene, lines.create, words.avatar.created("Luna"));
  await recorder.looks("Luna was made");
  await recorder.says(lines.remember);
  await recorder.sees(/./);
}

async function content(scene: Scene): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  const words = texts(language);
  recorder.chapter("Six pictures");
  await recorder.says(lines.pictures);
  await recorder.sees(words.common.approve);
  await recorder.looks("The run card with its price");
  await recorder.presses(words.common.approve);
  await recorder.sees(words.batch.approveAll(PICTURES), LONG_WORK_MS);
  await recorder.looks("The pictures are there");
  await planned(scene, lines.redo, new RegExp(`^${words.common.approve}$`, "m"), LONG_WORK_MS);
  await recorder.presses(words.batch.approveAll(PICTURES));
  await recorder.sees(words.batch.approved(PICTURES));
}

async function publishing(scene: Scene): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  recorder.chapter("An account, a post, a week");
  await planned(scene, lines.link, /@luna/);
  await planned(scene, lines.publish, /\/_emulated\/instagram\/p\//, LONG_WORK_MS);
  await recorder.says(lines.week);
  await recorder.sees(texts(language).common.approve);
  await recorder.looks("The week that is proposed");
  await recorder.presses(texts(language).common.approve);
  await recorder.sees(/luna-\d/);
  await recorder.says(lines.calendar);
  await recorder.sees(/luna-\d/);
  await planned(scene, lines.pack, /Starter set|Set inicial/);
}

async function talking(scene: Scene, fan: Fan): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  const words = texts(language);
  recorder.chapter("A fan writes");
  await fan.writes(lines.fan.first, 2);
  await recorder.says(lines.conversation);
  await recorder.sees(lines.fan.first);
  await recorder.looks("The conversation, as the operator sees it");
  recorder.chapter("Drafts first");
  await planned(scene, lines.draftMode, /Luna/);
  await fan.writes(lines.fan.second);
  await untilDraft(scene);
  await recorder.fills(words.people.editAndSend, lines.edited);
  await recorder.sees(words.fans.draftApproved);
  await fan.gets(lines.edited);
}

/** The draft is written in its own time. */
async function untilDraft({ recorder, language, product }: Scene): Promise<void> {
  const words = texts(language);
  await until(product, () => product.prisma.outboundMessage.findFirst({ where: { state: "draft" } }));
  await recorder.says(LINES[language].drafts);
  await recorder.sees(words.people.editAndSend);
}

async function takingOver(scene: Scene, fan: Fan): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  const words = texts(language);
  recorder.chapter("Taking over");
  await planned(scene, lines.takeOver, words.fans.tookOver);
  await planned(scene, lines.reply, words.fans.replied);
  await fan.gets(/equipo|team/);
  await fan.writes(lines.fan.third);
  await planned(scene, lines.auto, /Luna/);
  await planned(scene, lines.handBack, words.fans.handedBack);
}

async function selling(scene: Scene, fan: Fan): Promise<void> {
  const { recorder, language, name } = scene;
  recorder.chapter("A sale");
  await fan.writes(LINES[language].fan.buys);
  await fan.buys(name);
  await recorder.write();
  await fan.writes(LINES[language].fan.thanks, 1);
  await recorder.looks("The chat after the sale");
}

async function books(scene: Scene): Promise<void> {
  const { recorder, language } = scene;
  const lines = LINES[language];
  recorder.chapter("What it earned and cost");
  for (const line of [lines.earned, lines.costs, lines.sales]) {
    await recorder.says(line);
    await recorder.sees(/\$|USD/);
  }
  await recorder.looks("The books");
}
