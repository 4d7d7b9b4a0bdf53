// OpenAI's Images API as the conformance suite drives it: every fault, put on the emulator.
import type { ImageGeneratorHarness } from "../../../../../agents/ports/conformance/image-generator.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  OPENAI_IMAGE_FAULTS,
  type OpenAiImageOutcome,
  startOpenAiImagesEmulator,
} from "../emulator/openai-images-emulator.ts";
import { createOpenAiImageGenerator } from "../openai.ts";

const SUBMISSION_FAULTS = {
  unauthenticated: OPENAI_IMAGE_FAULTS.unauthenticated,
  no_credit: OPENAI_IMAGE_FAULTS.noCredit,
  invalid: OPENAI_IMAGE_FAULTS.invalid,
  rate_limited: OPENAI_IMAGE_FAULTS.busy,
  server_error: OPENAI_IMAGE_FAULTS.broken,
  gateway_page: OPENAI_IMAGE_FAULTS.gateway,
  garbage: OPENAI_IMAGE_FAULTS.garbage,
  hang: OPENAI_IMAGE_FAULTS.hang,
  cut: OPENAI_IMAGE_FAULTS.cut,
} as const;
const isOfSubmission = (fault: VendorFault): fault is keyof typeof SUBMISSION_FAULTS => fault in SUBMISSION_FAULTS;

const OUTCOMES: Readonly<Partial<Record<VendorFault, OpenAiImageOutcome>>> = {
  no_output: "no_output",
  refused: "refused",
  output_lost: "output_lost",
  wrong_type: "wrong_type",
};

export async function createOpenAiImageHarness(): Promise<ImageGeneratorHarness & { close(): Promise<void> }> {
  const emulator = await startOpenAiImagesEmulator();
  const impatient = createImpatientFetch();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= emulator.close();
    return closing;
  };
  const adapter = createOpenAiImageGenerator({
    apiKey: emulator.apiKey,
    baseUrl: emulator.baseUrl,
    fetch: impatient.fetch,
  });
  const inject = async (fault: VendorFault) => {
    if (fault === "unreachable") return await close();
    impatient.setImpatient(fault === "hang");
    if (isOfSubmission(fault)) return emulator.faults.add("submit", SUBMISSION_FAULTS[fault]);
    const outcome = OUTCOMES[fault];
    if (!outcome) throw new Error(`OpenAI has no ${fault}.`);
    emulator.outcomes.add("picture", outcome);
  };
  const vendor = {
    inject,
    // The answer to the submission is the picture: nothing is asked afterwards.
    interruptCollecting: null,
    taken: () => emulator.bill.requests,
    billed: () => emulator.bill.outputImageTokens,
  };
  return { adapter, startedAt: new Date(0), vendor, close };
}
