import { verify as verifySignature, X509Certificate } from "node:crypto";
import { KeyUsageFlags } from "@peculiar/x509";
import { JPEG } from "@trustnxt/c2pa-ts/asset";
import { CBORBox, SuperBox } from "@trustnxt/c2pa-ts/jumbf";
import { ManifestStore } from "@trustnxt/c2pa-ts/manifest";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { INSTAGRAM_RULES } from "../../../agents/domain/distribution/rules/instagram.ts";
import { type ContentCredentials, createContentCredentials } from "./content-credentials.ts";
import { labelMedia } from "./label-media.ts";
import { createMedia, media } from "./media.ts";
import { makeTestCertificates, type TestCertificates } from "./testing/test-certificates.ts";

let certificates: TestCertificates;
let credentials: ContentCredentials;

beforeAll(async () => {
  certificates = await makeTestCertificates();
  credentials = await createContentCredentials({ ...certificates, version: "0.1.0" });
});

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "#c96f4a", noise: { type: "gaussian", mean: 128, sigma: 40 } },
  });
const OURS = { state: "intact", isOurs: true, isSynthetic: true, signer: "Test signer" } as const;

describe("a signed picture", () => {
  it.each(["jpeg", "png"] as const)("as %s says what it is, looks the same and keeps its mark", async (format) => {
    const labelled = await labelMedia(await noise(640, 480)[format]().toBuffer());
    const signed = await credentials.sign(labelled.bytes, labelled.contentType, { model: "storyboard", title: "t" });
    expect(await credentials.verify(labelled.bytes)).toEqual({ state: "none" });
    expect(await credentials.verify(signed)).toEqual(OURS);
    expect(await media.hasSyntheticMark(signed)).toBe(true);
    const pixels = async (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect((await pixels(signed)).equals(await pixels(labelled.bytes))).toBe(true);
    expect(signed.length - labelled.bytes.length).toBeLessThan(6_000);
  });

  it("says it in a form other readers take: claim, action and a signature of two numbers side by side", async () => {
    const picture = await noise(64, 64).jpeg().toBuffer();
    const signed = await credentials.sign(picture, "image/jpeg", { model: "storyboard" });
    const jumbf = new JPEG(new Uint8Array(signed)).getManifestJUMBF() ?? new Uint8Array();
    const manifest = ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf))).getActiveManifest();
    expect(manifest?.claim).toMatchObject({ claimGeneratorName: "VixenBliss", claimGeneratorVersion: "0.1.0" });
    expect(manifest?.assertions?.getActionAssertions()[0]?.actions).toMatchObject([
      {
        action: "c2pa.created",
        digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        softwareAgent: { name: "storyboard" },
      },
    ]);
    const { signature = new Uint8Array(), rawProtectedBucket } = manifest?.signature?.signatureData ?? {};
    expect(signature).toHaveLength(64);
    const claim = manifest?.claim?.getBytes(manifest.claim) ?? new Uint8Array();
    const message = CBORBox.encoder.encode(["Signature1", rawProtectedBucket, new Uint8Array(), claim]);
    const key = new X509Certificate(certificates.pems[0]).publicKey;
    expect(verifySignature("sha256", message, { key, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
  });

  it.each(["jpeg", "png"] as const)("as %s does not survive a changed byte", async (format) => {
    const picture = await noise(200, 200)[format]().toBuffer();
    const signed = await credentials.sign(picture, `image/${format}`);
    const changed = async (at: number) => {
      const bytes = Uint8Array.from(signed);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return credentials.verify(bytes);
    };
    // Behind the credentials, which come first, all is picture.
    const begin = signed.length - picture.length + 1_000;
    for (let at = begin; at < signed.length - 20; at += Math.floor(picture.length / 40)) {
      expect((await changed(at)).state).toBe("broken");
    }
    const nearTheEnd = { state: "broken", problems: ["assertion.dataHash.mismatch"] };
    expect(await changed(signed.length - 20)).toEqual(nearTheEnd);
    const said = Buffer.from(signed).indexOf("digitalsourcetype/trained");
    expect(await changed(said)).toEqual({ state: "broken", problems: ["assertion.hashedURI.mismatch"] });
    const claimed = Buffer.from(signed).indexOf("claim_generator_info");
    expect(await changed(claimed)).toMatchObject({ state: "broken" });
  });

  it("signed by someone else is intact, and not ours", async () => {
    const other = await createContentCredentials(await makeTestCertificates({ subject: "O=Others, CN=Their signer" }));
    const theirs = await other.sign(await noise(64, 64).png().toBuffer(), "image/png");
    expect(await credentials.verify(theirs)).toEqual({ ...OURS, isOurs: false, signer: "Their signer" });
    // Signing again replaces theirs.
    expect(await credentials.verify(await credentials.sign(theirs, "image/png"))).toEqual(OURS);
  });

  it("cut off anywhere is broken or unsigned, never intact and never a crash", async () => {
    const signed = await credentials.sign(await noise(64, 64).jpeg().toBuffer(), "image/jpeg");
    for (let length = 0; length < signed.length; length += 97) {
      expect((await credentials.verify(signed.subarray(0, length))).state).not.toBe("intact");
    }
  });

  it("is JPEG or PNG, and what it is said to be", async () => {
    const refused = { code: "invalid_input", reason: "content_credentials_type" };
    const webp = await noise(64, 64).webp().toBuffer();
    await expect(credentials.sign(webp, "image/webp")).rejects.toMatchObject(refused);
    const png = await noise(64, 64).png().toBuffer();
    await expect(credentials.sign(png, "image/jpeg")).rejects.toMatchObject(refused);
    expect(await credentials.verify(webp)).toEqual({ state: "none" });
    expect(await credentials.verify(Buffer.from("no picture"))).toEqual({ state: "none" });
  });
});

describe("pictures on their way through", () => {
  it("are signed last, lose it when others resize them, and are signed again by us", async () => {
    const signing = createMedia({ credentials });
    const labelled = await signing.label(await noise(900, 1_600).png().toBuffer());
    expect(await credentials.verify(labelled.bytes)).toEqual(OURS);
    const resized = await sharp(labelled.bytes).resize(300).keepMetadata().png().toBuffer();
    expect((await credentials.verify(resized)).state).not.toBe("intact");
    const thumbnail = await signing.thumbnail(labelled.bytes);
    const rendition = await signing.rendition(labelled.bytes, INSTAGRAM_RULES.formats.image.picture);
    for (const { bytes } of [labelled, thumbnail, rendition]) {
      expect(await credentials.verify(bytes)).toEqual(OURS);
      expect(await signing.hasSyntheticMark(bytes)).toBe(true);
    }
  });

  it("are marked only, as before, where nobody signs", async () => {
    const { bytes } = await media.label(await noise(64, 64).png().toBuffer());
    expect(await credentials.verify(bytes)).toEqual({ state: "none" });
    expect(await media.hasSyntheticMark(bytes)).toBe(true);
  });
});

describe("a certificate that is not fit", () => {
  const open = async (changes: Parameters<typeof makeTestCertificates>[0], parts: Partial<TestCertificates> = {}) =>
    createContentCredentials({ ...(await makeTestCertificates(changes)), ...parts });
  const refused = (field: string) => ({ code: "invalid_input", field });

  it("is refused at start, with the variable at fault", async () => {
    const certificate = refused("C2PA_CERTIFICATE_FILE");
    await expect(open({}, { certificateChainPem: "" })).rejects.toMatchObject(certificate);
    await expect(open({}, { certificateChainPem: certificates.certificateChainPem })).rejects.toMatchObject(
      certificate,
    );
    await expect(open({ subject: "CN=Nobody" })).rejects.toMatchObject(certificate);
    const { pems, privateKeyPem } = certificates;
    const reversed = `${pems[1]}\n${pems[0]}`;
    await expect(open({}, { certificateChainPem: reversed, privateKeyPem })).rejects.toMatchObject(certificate);
    const strange = `${pems[0]}\n${(await makeTestCertificates()).pems[1]}`;
    await expect(open({}, { certificateChainPem: strange, privateKeyPem })).rejects.toMatchObject(certificate);
    const key = refused("C2PA_PRIVATE_KEY_FILE");
    await expect(open({ curve: "P-384" })).rejects.toMatchObject(key);
    await expect(open({}, { privateKeyPem: "not a key" })).rejects.toMatchObject(key);
  });

  it("is refused when it may not sign, has expired or is not valid yet", async () => {
    const certificate = refused("C2PA_CERTIFICATE_FILE");
    await expect(open({ usage: KeyUsageFlags.keyAgreement })).rejects.toMatchObject(certificate);
    await expect(open({ purpose: "1.3.6.1.5.5.7.3.1" })).rejects.toMatchObject(certificate);
    const expired = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
    await expect(open(expired)).rejects.toMatchObject({ ...certificate, reason: "signingCredential.expired" });
    await expect(open({ notBefore: new Date("2999-01-01"), notAfter: new Date("2999-06-01") })).rejects.toMatchObject({
      reason: "signingCredential.expired",
    });
  });

  it("is never quoted in an error, nor is its key", async () => {
    const broken = certificates.privateKeyPem.replace(/[A-Z]/g, "A");
    const thrown = await open({}, { privateKeyPem: broken }).catch((error: unknown) => error);
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain(broken.split("\n")[1]);
    expect(thrown).not.toHaveProperty("cause");
  });
});
