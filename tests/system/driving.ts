// Drives the client as a program of an enterprise would, and prints what it saw as JSON.

import { readFileSync } from 'node:fs'
import { Client, Problem, type models } from 'tanbiao-client'

const { TANBIAO = '', CLIENT_ID = '', KEY = '', KEY_ID = '', SYSTEM = '', ACTIVITY = '' } = process.env
const key = readFileSync(KEY, 'utf8')
const client = new Client(TANBIAO, { clientId: CLIENT_ID, key, keyId: KEY_ID }, { language: 'en' })

const numbers: string[] = []
for await (const certificate of client.iterateCertificates({ state: 'valid', limit: 1 }))
  numbers.push(certificate.number)

const command: models.CalculationRequest = { system_id: SYSTEM, activity_data_id: ACTIVITY }
const once = { idempotencyKey: crypto.randomUUID() }
const first = await client.runCalculation(command, once)
const again = await client.runCalculation(command, once)
const calculation: models.CalculationView = await client.wait(first)

let refused = ''
try {
  await client.runCalculation({ ...command, system_id: ACTIVITY })
} catch (refusal) {
  if (refusal instanceof Problem) refused = `${refusal.status} ${refusal.problem}`
}

const said = { numbers, calculation: calculation.id, location: first.location, refused }
console.log(JSON.stringify({ ...said, replays: [first.isReplay, again.isReplay] }))
