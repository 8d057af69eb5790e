import type { Me, Role } from '@shared/api'
import { isProblem } from '@shared/client'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, sessions, stream } from '@/api'
import { useClock } from './clock'
import { usePlace } from './place'

/** Roles that this desk is made for. */
const STAFF = ['reviewer', 'dispatcher', 'manager']

export const useSession = defineStore('session', () => {
  const account = shallowRef<Me | null>(null)
  const roles = computed<readonly Role[]>(() => account.value?.roles ?? [])
  const isStaff = computed(() => roles.value.some((role) => STAFF.includes(role)))
  const has = (role: Role): boolean => roles.value.includes(role)

  /** Takes up a session that the browser still holds. Answers whether there is one. */
  async function restore(): Promise<boolean> {
    if (account.value !== null) return true
    if (sessions.current() === null) return false
    try {
      await open(await api.me.get())
      return true
    } catch (error) {
      if (isProblem(error) && error.status === 401) return false
      throw error
    }
  }

  async function signIn(username: string, password: string, totp: string): Promise<void> {
    const code = totp.trim()
    const made = await api.auth.signInByPassword({
      username,
      password,
      use_cookie: true,
      ...(code === '' ? {} : { totp: code }),
    })
    await open(made.account)
  }

  async function open(me: Me): Promise<void> {
    await usePlace().load(me.region_id)
    const clock = useClock()
    clock.start()
    await clock.ask().catch(() => undefined)
    account.value = me
    stream.start()
  }

  function close(): void {
    stream.stop()
    useClock().stop()
    sessions.forget()
    account.value = null
  }

  async function signOut(): Promise<void> {
    try {
      await api.auth.signOut()
    } finally {
      close()
    }
  }

  return { account, roles, isStaff, has, restore, signIn, signOut, close }
})
