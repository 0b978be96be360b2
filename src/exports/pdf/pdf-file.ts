import PDFDocument from 'pdfkit'
import { escapeXml } from '../../pictures/marks.ts'

/** pdfkit 0.20.2 writes title and author into the metadata (XMP) as they are: an “&” in a title would make it invalid XML. */
export class PdfFile extends PDFDocument {
  // By now they stand in the information of the file, which is no XML.
  override endMetadata(): void {
    const { Title = '', Author = '' } = this.info
    this.info.Title = escapeXml(Title)
    this.info.Author = escapeXml(Author)
    super.endMetadata()
  }
}
