// Certificates made anew for each test run, for tests only: an authority nobody trusts and a signer it vouches for.
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

export interface TestCertificateChanges {
  readonly subject?: string;
  readonly curve?: "P-256" | "P-384";
  readonly usage?: KeyUsageFlags;
  readonly purpose?: string;
  readonly isAuthority?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface TestCertificates {
  readonly certificateChainPem: string;
  readonly privateKeyPem: string;
  /** One by one, the signer's first. */
  readonly pems: readonly [string, string];
}

const YEAR_MS = 365 * 86_400_000;
const CA_NAME = "O=Test only, CN=Test authority";

export async function makeTestCertificates(changes: TestCertificateChanges = {}): Promise<TestCertificates> {
  const authorityKeys = await makeKeys("P-256");
  const authority = await certify(CA_NAME, authorityKeys, CA_NAME, authorityKeys, {}, [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
  ]);
  const keys = await makeKeys(changes.curve ?? "P-256");
  const signer = await certify(
    changes.subject ?? "O=Test only, CN=Test signer",
    keys,
    CA_NAME,
    authorityKeys,
    changes,
    [
      new BasicConstraintsExtension(changes.isAuthority ?? false, undefined, true),
      new KeyUsagesExtension(changes.usage ?? KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([changes.purpose ?? ExtendedKeyUsage.emailProtection]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  );
  const pems = [signer.toString("pem"), authority.toString("pem")] as const;
  return { certificateChainPem: pems.join("\n"), privateKeyPem: await privatePem(keys.privateKey), pems };
}

function makeKeys(namedCurve: string): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve }, true, ["sign", "verify"]);
}

function certify(
  subject: string,
  keys: CryptoKeyPair,
  issuer: string,
  issuerKeys: CryptoKeyPair,
  { notBefore, notAfter }: TestCertificateChanges,
  extensions: Extension[],
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    subject,
    issuer,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    // The package that verifies goes by the machine's time.
    notBefore: notBefore ?? new Date(Date.now() - YEAR_MS),
    notAfter: notAfter ?? new Date(Date.now() + YEAR_MS),
    extensions,
  });
}

async function privatePem(key: CryptoKey): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
}
