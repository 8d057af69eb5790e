import { afterEach, expect, test, vi } from 'vitest'
import type { MemberBirthday } from '@shared/api'
import { ref } from 'vue'
import { dayOf, useMemberBirthday } from '@/features/points/useMemberBirthday'
import { REGION_ID } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

afterEach(() => vi.unstubAllGlobals())

const PATH = (member: string): string => `/regions/${REGION_ID}/members/${member}/birthday`
const told = (month: number | null, day: number | null): MemberBirthday => ({ birthday: { month, day, fixed_until: null }, corrections: [] })

test('a day is one that some year has', () => {
  expect([dayOf({ month: '2', day: '29' }), dayOf({ month: ' 12', day: '31 ' })]).toEqual([{ month: 2, day: 29 }, { month: 12, day: 31 }])
  for (const [month, day] of [['2', '30'], ['13', '1'], ['0', '1'], ['4', '31'], ['', '1'], ['1', 'x'], ['1', '-1'], ['1', '0']] as const) {
    expect(dayOf({ month, day })).toBeNull()
  }
})

test('a correction is sent with its reason, and not without', async () => {
  const server = fakeServer({ [`GET ${PATH('m')}`]: () => told(3, 1), [`PUT ${PATH('m')}`]: () => told(1, 3) })
  const model = inApp(() => useMemberBirthday(() => 'm'))
  await settled()
  model.open()
  expect({ ...model.form }).toEqual({ month: '3', day: '1', reason: '' })
  Object.assign(model.form, { month: '1', day: '3' })
  await model.submit()
  expect([server.sent('PUT', PATH('m')).length, model.faults.value.reason !== null, model.isOpen.value]).toEqual([0, true, true])
  model.form.reason = ' typed the wrong way round '
  await model.submit()
  expect(server.sent('PUT', PATH('m'))).toHaveLength(1)
  expect([model.isOpen.value, model.told.data.value?.birthday.month]).toEqual([false, 1])
})

test('a refusal leaves the form as it was typed', async () => {
  fakeServer({ [`GET ${PATH('m')}`]: () => told(null, null), [`PUT ${PATH('m')}`]: () => new Refusal(409, 'birthday_fixed') })
  const model = inApp(() => useMemberBirthday(() => 'm'))
  await settled()
  model.open()
  Object.assign(model.form, { month: '1', day: '3', reason: 'so' })
  await model.submit()
  expect([model.isOpen.value, model.isBusy.value, model.form.month]).toEqual([true, false, '1'])
})

test('with another member in view nothing of the first one is shown or corrected', async () => {
  fakeServer({ [`GET ${PATH('m')}`]: () => told(3, 1), [`GET ${PATH('n')}`]: () => told(4, 2) })
  const id = ref('m')
  const model = inApp(() => useMemberBirthday(() => id.value))
  await settled()
  model.open()
  id.value = 'n'
  await settled()
  expect([model.isOpen.value, model.told.data.value?.birthday.month]).toEqual([false, 4])
})
