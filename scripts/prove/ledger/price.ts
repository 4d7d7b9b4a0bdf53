// What each vendor charges a unit, written down here again: the proof must not read its prices from the product.

const USD: Readonly<Record<string, number>> = {
  replicate: 0.032,
  fal: 0.035,
  leonardo: 0.025,
  openai: 0.00003,
  bfl: 0.01,
  comfyui: 0,
  automatic1111: 0,
  // The emulated endpoint runs on a 4090.
  runpod: 0.00031,
  modal: 0.000542,
  runway: 0.05,
  luma: 0.142,
  elevenlabs: 0.0001,
  "azure-speech": 0.000016,
  "openai-speech": 0,
};

export function priceOf({ provider }: { readonly provider: string }): number {
  const usd = USD[provider];
  if (usd === undefined) throw new Error(`what ${provider} charges is not written down`);
  return usd;
}
