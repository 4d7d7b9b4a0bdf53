// The last step of every encoding, where a signer is configured: whatever changes a picture afterwards breaks its signature.
import type { ContentCredentials } from "./content-credentials.ts";
import type { EncodedImage } from "./encode-image.ts";

export async function signImage(image: EncodedImage, credentials?: ContentCredentials): Promise<EncodedImage> {
  if (!credentials) return image;
  return { ...image, bytes: await credentials.sign(image.bytes, image.contentType) };
}
