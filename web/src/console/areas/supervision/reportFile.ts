/** A drafted report as a DOCX file, set as official documents are (GB/T 9704: body in 仿宋 16 pt, headings in 黑体). The library comes with the first export. */
import {safeFileName, saveAs} from '@/blocks/exportTable'

const font = (eastAsia: string) => ({ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia})
const body = 32  // half points
const twoCharacters = 640  // twips

export async function reportBlob(title: string, period: string, sections: readonly {title: string; text: string}[]): Promise<Blob> {
  const {AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun} = await import('docx')
  const children = [new Paragraph({text: title, heading: HeadingLevel.TITLE})]
  if (period) children.push(new Paragraph({text: period, alignment: AlignmentType.CENTER}))
  for (const section of sections) {
    children.push(new Paragraph({text: section.title, heading: HeadingLevel.HEADING_1}))
    for (const line of section.text.split('\n')) children.push(new Paragraph({text: line, indent: {firstLine: twoCharacters}}))
  }
  const pages = new Footer({children: [new Paragraph({alignment: AlignmentType.CENTER, children: [new TextRun({children: [PageNumber.CURRENT], size: 28})]})]})
  return Packer.toBlob(new Document({
    title,
    styles: {default: {
      document: {run: {font: font('仿宋'), size: body}, paragraph: {spacing: {line: 560}}},
      title: {run: {font: font('黑体'), size: 44, color: '000000'}, paragraph: {alignment: AlignmentType.CENTER, spacing: {after: 300}}},
      heading1: {run: {font: font('黑体'), size: body, color: '000000'}, paragraph: {spacing: {before: 200, after: 100}}},
    }},
    sections: [{children, footers: {default: pages}}],
  }))
}

export async function saveDocx(title: string, period: string, sections: readonly {title: string; text: string}[]): Promise<void> {
  saveAs(await reportBlob(title, period, sections), safeFileName(title, 'docx'))
}
