import type { Text } from '@shared/api'
import { errorText } from '@shared/words'
import { reactive, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSession } from '@/stores/session'
import { SIGN_IN } from '@/words/common'
import { landingOf, nextPath } from './landing'

/** The sign-in form: what is typed, what went wrong, and where to go afterwards. */
export function useSignIn() {
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  const form = reactive({ username: '', password: '', totp: '' })
  const trouble = shallowRef<Text | null>(route.query.ended ? SIGN_IN.ended : null)
  const isBusy = ref(false)

  async function submit(): Promise<void> {
    if (form.username.trim() === '' || form.password === '') {
      trouble.value = SIGN_IN.missing
      return
    }
    isBusy.value = true
    trouble.value = null
    try {
      await session.signIn(form.username.trim(), form.password, form.totp)
      await land()
    } catch (error) {
      trouble.value = errorText(error)
    } finally {
      isBusy.value = false
    }
  }

  async function land(): Promise<void> {
    if (session.isStaff) {
      await router.replace(nextPath(route.query.next) ?? { name: landingOf(session.roles) })
      return
    }
    await session.signOut().catch(() => undefined)
    trouble.value = SIGN_IN.notStaff
  }

  return { form, trouble, isBusy, submit }
}
