// What the erasure proof plays on: the product, an emulated platform, a scripted model, an operator at the console and by REST.
import { randomUUID } from "node:crypto";
import path from "node:path";
import { WebClient } from "../../../bot/http/testing/web-client.ts";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { type FanPlatform, startFanPlatform } from "../../testbed/fan-platform.ts";
import type { Ground } from "../../testbed/ground.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import type { Cast } from "./canaries.ts";

const START_LIMIT_MS = 120_000;
const OWNER = { email: "owner@example.com", password: "correct horse battery staple" };

export interface Stage {
  readonly ground: Ground;
  readonly platform: FanPlatform;
  readonly model: OpenAiEmulator;
  readonly product: ProductProcess;
  readonly operator: Operator;
  readonly console: WebClient;
}

export async function setStage(ground: Ground, cast: Cast, closers: (() => Promise<unknown>)[]): Promise<Stage> {
  const port = await freePort();
  const appSecret = randomUUID();
  const platform = await startFanPlatform(appSecret, `http://127.0.0.1:${port}/webhooks/instagram`);
  closers.push(() => platform.close());
  const model = await startOpenAiEmulator({ answer: (request) => answerFor(cast, request) });
  closers.push(() => model.close());
  const environment = {
    ...ground.environment,
    INSTAGRAM_BASE_URL: platform.url,
    INSTAGRAM_APP_SECRET: appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
    MODERATION_PROVIDER: "local",
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  };
  const withModel = { ...environment, OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey };
  const start = async (settings: Readonly<Record<string, string>>) => {
    const logFile = path.join(ground.dataDir, "product.log");
    const options = { dataDir: ground.dataDir, port, environment: settings, logFile };
    const product = new ProductProcess(options, await productCommand());
    closers.push(() => product.stop());
    product.start();
    await product.ready(START_LIMIT_MS);
    return { product, operator: new Operator(product.url, () => product.token()) };
  };
  // The scripted model knows fans, not how to write a persona.
  const withoutModel = await start(environment);
  await createAvatar(withoutModel.operator, platform);
  await withoutModel.product.stop();
  const running = await start(withModel);
  const console = new WebClient(running.product.url);
  await console.signIn(OWNER.email, OWNER.password);
  return { ground, platform, model, console, ...running };
}

async function createAvatar(operator: Operator, { control }: FanPlatform): Promise<void> {
  const { token: accessToken } = control.addAccount({ username: "luna" });
  await operator.ask("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
  await operator.ask("account.connect", { avatar: "luna", accountId: control.accounts()[0]?.id, accessToken });
}

type Answer = NonNullable<Parameters<typeof startOpenAiEmulator>[0]>["answer"];
type ChatRequest = Parameters<NonNullable<Answer>>[0];

/** The model repeats what it was told about a fan, in words of its own. */
function answerFor(cast: Cast, request: ChatRequest): ReturnType<NonNullable<Answer>> {
  const format = request.response_format;
  const schema = format?.type === "json_schema" ? format.json_schema.name : "";
  const said = JSON.stringify(request.messages);
  const words = Object.values(cast).find((person) => said.includes(person.words.message))?.words;
  if (!words) return undefined;
  if (schema === "written_reply")
    return { json: { reply: `That sounds lovely, ${words.draft}!`, facts: [`spends the summers in ${words.memory}`] } };
  const brief = { who: `Somebody who likes ${words.brief}.`, wants: "A chat.", reply: "The team of Luna here. Hello!" };
  return { json: brief };
}
