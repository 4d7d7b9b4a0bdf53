// The certificates content credentials are signed with, checked as far as that goes without signing: each refusal names its file.
import { createPrivateKey, type KeyObject, X509Certificate as NodeCertificate } from "node:crypto";
import { X509Certificate } from "@peculiar/x509";
import { AppError } from "../../../agents/kernel/errors.ts";

export interface SigningFiles {
  /** The signer's own certificate first, then each one's issuer; PEM. */
  readonly certificateChainPem: string;
  /** PKCS#8 or SEC1, not encrypted; PEM. */
  readonly privateKeyPem: string;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** What C2PA calls ES256, node calls by its older name. */
const P256 = "prime256v1";

/** The signer's first. @throws AppError `invalid_input` */
export function readSigningCertificates(files: SigningFiles): readonly [X509Certificate, ...X509Certificate[]] {
  const key = readKey(files.privateKeyPem);
  const pems = files.certificateChainPem.match(PEM) ?? [];
  const chain = pems.map(readCertificate);
  const [own] = chain;
  if (!own) throw badCertificate("it holds no certificate");
  if (!own.checkPrivateKey(key)) throw badCertificate("its first certificate does not belong to the key");
  // Readers show the organization as who made the picture.
  if (!/^O=./m.test(own.subject)) throw badCertificate("its first certificate names no organization (O)");
  for (const [index, issuer] of chain.slice(1).entries()) {
    const issued = chain[index];
    if (issued?.checkIssued(issuer) && issued.verify(issuer.publicKey)) continue;
    throw badCertificate("its certificates do not issue one another in order");
  }
  const [first, ...rest] = chain.map(({ raw }) => new X509Certificate(new Uint8Array(raw)));
  if (!first) throw badCertificate("it holds no certificate");
  return [first, ...rest];
}

function readKey(pem: string): KeyObject {
  const key = attempt(() => createPrivateKey(pem));
  if (key?.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === P256) return key;
  throw new AppError("invalid_input", "C2PA_PRIVATE_KEY_FILE cannot be used: it holds no plain P-256 key.", {
    field: "C2PA_PRIVATE_KEY_FILE",
  });
}

function readCertificate(pem: string): NodeCertificate {
  const certificate = attempt(() => new NodeCertificate(pem));
  if (certificate) return certificate;
  throw badCertificate("a certificate in it cannot be read");
}

/** Null instead of the library's error, which may quote a key. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}

function badCertificate(why: string): AppError {
  return new AppError("invalid_input", `C2PA_CERTIFICATE_FILE cannot be used: ${why}.`, {
    field: "C2PA_CERTIFICATE_FILE",
  });
}
