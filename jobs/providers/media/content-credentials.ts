// Signed provenance (C2PA) in JPEG and PNG, beside the XMP mark (trust C6). WebP and video cannot be signed here. Verifying tells
// whether a file is as it was signed and whether we signed it; it knows no list of trusted authorities. Signatures carry no
// timestamp, so they stop counting when the certificate expires.
import { createHash, createPrivateKey, sign } from "node:crypto";
import { type Asset, JPEG, PNG } from "@trustnxt/c2pa-ts/asset";
import { CoseAlgorithmIdentifier, type Signer } from "@trustnxt/c2pa-ts/cose";
import { SuperBox } from "@trustnxt/c2pa-ts/jumbf";
import {
  ActionAssertion,
  ActionType,
  ClaimVersion,
  DataHashAssertion,
  DigitalSourceType,
  type Manifest,
  ManifestStore,
} from "@trustnxt/c2pa-ts/manifest";
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import { readSigningCertificates, type SigningFiles } from "./signing-certificates.ts";

export interface ContentCredentialsOptions extends SigningFiles {
  readonly version?: string;
}

export interface ContentFacts {
  /** What drew it. */
  readonly model?: string;
  readonly title?: string;
}

export type CredentialsReport =
  | { readonly state: "none" }
  /** `problems` are C2PA's status codes, or "unreadable". */
  | { readonly state: "broken"; readonly problems: readonly string[] }
  /** As it was signed; `signer` is what the certificate calls itself, which only `isOurs` makes worth anything. */
  | { readonly state: "intact"; readonly signer: string; readonly isOurs: boolean; readonly isSynthetic: boolean };

export interface ContentCredentials {
  /** Replaces what was signed before. @throws AppError `invalid_input` for other formats than JPEG and PNG */
  sign(bytes: Uint8Array, contentType: string, facts?: ContentFacts): Promise<Uint8Array>;
  verify(bytes: Uint8Array): Promise<CredentialsReport>;
}

const GENERATOR = "VixenBliss";
/** Room the package reserves is for timestamps (25 kB); a signature alone needs 64 bytes. */
const SIGNATURE_PADDING_BYTES = 1_000;
const UNREADABLE = { state: "broken", problems: ["unreadable"] } as const;

/** Signs and checks a test picture first, so that unfit certificates show at start. @throws AppError `invalid_input` */
export async function createContentCredentials(options: ContentCredentialsOptions): Promise<ContentCredentials> {
  const signer = openSigner(options);
  const credentials: ContentCredentials = {
    sign: (bytes, contentType, facts = {}) => signImage(signer, options.version, bytes, contentType, facts),
    verify: (bytes) => verifyImage(signer, bytes),
  };
  const probe = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#000000" } })
    .png()
    .toBuffer();
  const report = await credentials.verify(await credentials.sign(probe, "image/png"));
  if (report.state === "intact" && report.isOurs) return credentials;
  const [reason = report.state] = report.state === "broken" ? report.problems : [];
  throw new AppError("invalid_input", `The certificate for content credentials is not fit to sign (${reason}).`, {
    field: "C2PA_CERTIFICATE_FILE",
    reason,
    remedy:
      "It must be valid now, for digital signatures and e-mail protection or document signing, and not be self-signed.",
  });
}

/** The package's own signer writes ECDSA signatures in a form other readers refuse; COSE wants both numbers side by side. */
function openSigner(files: SigningFiles): Signer {
  const [certificate, ...chainCertificates] = readSigningCertificates(files);
  const key = createPrivateKey(files.privateKeyPem);
  return {
    algorithm: CoseAlgorithmIdentifier.ES256,
    certificate,
    chainCertificates,
    sign: async (payload) => new Uint8Array(sign("sha256", payload, { key, dsaEncoding: "ieee-p1363" })),
  };
}

function openAsset(bytes: Uint8Array): Asset | null {
  // A copy: the package writes into what it is given.
  const own = new Uint8Array(bytes);
  if (JPEG.canRead(own)) return new JPEG(own);
  return PNG.canRead(own) ? new PNG(own) : null;
}

async function signImage(
  signer: Signer,
  version: string | undefined,
  bytes: Uint8Array,
  contentType: string,
  facts: ContentFacts,
): Promise<Uint8Array> {
  const asset = openAsset(bytes);
  if (asset?.mimeType !== contentType) {
    throw new AppError("invalid_input", "Only JPEG and PNG pictures can carry content credentials.", {
      reason: "content_credentials_type",
    });
  }
  const store = new ManifestStore();
  const manifest = store.createManifest({
    claimVersion: ClaimVersion.V2,
    assetFormat: contentType,
    instanceID: instanceIdOf(bytes),
    defaultHashAlgorithm: "SHA-256",
    signer,
  });
  const { claim, signature } = manifest;
  if (!claim || !signature) throw new AppError("internal", "A new manifest came without its parts.");
  claim.claimGeneratorName = GENERATOR;
  claim.claimGeneratorVersion = version ?? "";
  if (facts.title !== undefined) claim.title = facts.title;
  signature.signatureData.paddingLength = SIGNATURE_PADDING_BYTES;
  const binding = DataHashAssertion.create("SHA-256");
  manifest.addAssertion(binding);
  manifest.addAssertion(createdByModel(facts));
  await asset.ensureManifestSpace(store.measureSize());
  await binding.updateWithAsset(asset);
  await manifest.sign(signer);
  await asset.writeManifestJUMBF(store.getBytes());
  return asset.getDataRange();
}

function createdByModel({ model }: ContentFacts): ActionAssertion {
  const actions = new ActionAssertion();
  actions.actions = [
    {
      action: ActionType.C2paCreated,
      digitalSourceType: DigitalSourceType.TrainedAlgorithmicMedia,
      ...(model === undefined ? {} : { softwareAgent: { name: model } }),
    },
  ];
  return actions;
}

/** The same for the same picture, in the form C2PA asks for. */
function instanceIdOf(bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  return `xmp:iid:${parts.join("-")}`;
}

async function verifyImage(signer: Signer, bytes: Uint8Array): Promise<CredentialsReport> {
  try {
    const asset = openAsset(bytes);
    const jumbf = asset?.getManifestJUMBF();
    if (!asset || !jumbf) return { state: "none" };
    const store = ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf)));
    const { isValid, statusEntries } = await store.validate(asset);
    const problems = statusEntries.filter((entry) => !entry.success).map((entry) => entry.code);
    if (!isValid) return { state: "broken", problems };
    return describeManifest(signer, store.getActiveManifest());
  } catch {
    // The package throws errors of many kinds over files that are cut off or made up.
    return UNREADABLE;
  }
}

function describeManifest(signer: Signer, manifest: Manifest | undefined): CredentialsReport {
  const certificate = manifest?.signature?.signatureData.certificate;
  if (!certificate) return UNREADABLE;
  const actions = manifest.assertions?.getActionAssertions().flatMap((assertion) => assertion.actions) ?? [];
  return {
    state: "intact",
    signer: certificate.subjectName.getField("CN").join(", "),
    isOurs: Buffer.from(certificate.rawData).equals(Buffer.from(signer.certificate.rawData)),
    isSynthetic: actions.some((action) => action.digitalSourceType === DigitalSourceType.TrainedAlgorithmicMedia),
  };
}
