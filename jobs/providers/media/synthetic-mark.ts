// The machine-readable "made by AI" mark of every picture (trust C6): IPTC's digital source type, as XMP.
import sharp, { type Sharp } from "sharp";
import { MAX_PIXELS } from "./inspect-image.ts";

/** IPTC vocabulary term for media made by a trained model. */
const SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const XMP = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${SOURCE_TYPE}"/></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** As attribute or as element, as other programs write it too. */
const MARK = new RegExp(
  `Iptc4xmpExt:DigitalSourceType\\s*(?:=\\s*["']|[^>]*>\\s*|[^>]*rdf:resource=["'])${SOURCE_TYPE.replaceAll(".", "\\.")}["'<]`,
);

/** The last step of every encoding: an encoder drops what was there before. */
export function withSyntheticMark(image: Sharp): Sharp {
  return image.withXmp(XMP);
}

/** Read back from the file itself; false for what is not a readable picture. */
export async function hasSyntheticMark(bytes: Uint8Array): Promise<boolean> {
  const metadata = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .metadata()
    .catch(() => null);
  return MARK.test(metadata?.xmp?.toString("utf8") ?? "");
}
