// The conformance harness of Azure Speech over its emulator.
import { type ClosableVoiceHarness, speechHarness } from "../../testing/speech-harness.ts";
import { createAzureVoice } from "../azure.ts";
import { AZURE_FAULTS, startAzureEmulator } from "../emulator/azure-emulator.ts";

export async function createAzureHarness(): Promise<ClosableVoiceHarness> {
  const emulator = await startAzureEmulator();
  const account = { key: emulator.key, region: "westeurope", baseUrl: emulator.origin };
  return speechHarness(emulator, AZURE_FAULTS, (connection) => createAzureVoice(Object.assign(connection, account)));
}
