import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { petitionPdf } from '../../core/petitions/petition-document.ts'
import { errorCode } from '../../db/log.ts'
import { writePdf } from '../../exports/pdf/petition-pdf.ts'
import { OperatorError } from '../../service.ts'
import { withDatabase } from '../open.ts'
import { print } from '../output.ts'
import { findPetition } from './find.ts'

export function addPetitionPdfCommand(petition: Command): void {
  petition
    .command('pdf')
    .argument('<slug>', 'the short name of the petition')
    .option('--out <file>', 'the file to write; - is stdout', '')
    .description(
      'write a PDF to hand over: a cover, the statement, the number, and every name that is listed',
    )
    .action((slug: string, options: { out: string }) =>
      withDatabase('current', async ({ db, config }) => {
        const known = await findPetition(db, slug)
        const file = options.out || `${known.slug}.pdf`
        const content = petitionPdf({ db, publicUrl: config.publicUrl, writePdf }, known)
        if (file === '-') return pipeline(content, process.stdout, { end: false })
        try {
          await pipeline(content, createWriteStream(file))
        } catch (error) {
          throw new OperatorError(`${file} cannot be written (${errorCode(error)}).`)
        }
        print(`${file} is written.`)
      }),
    )
}
