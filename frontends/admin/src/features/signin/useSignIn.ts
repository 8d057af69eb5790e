import type { Text } from '@shared/api'
import { errorText } from '@shared/words'
import { onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useSession } from '@/stores/session'
import { SIGN_IN } from '@/words/common'
import { landingOf, nextPath } from './landing'

const ASK_AGAIN_MS = 3000

/** The sign-in form: what is typed, what went wrong, and where to go afterwards. */
export function useSignIn() {
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  const form = reactive({ username: '', password: '', totp: '' })
  const trouble = shallowRef<Text | null>(route.query.down ? SIGN_IN.down : route.query.ended ? SIGN_IN.ended : null)
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

  async function takeUp(): Promise<void> {
    if (await session.restore()) await land()
  }

  /** A session that could only not be asked about is taken up again as soon as somebody answers. */
  function goOnWhenBack(): void {
    const timer = setInterval(() => void takeUp().catch(() => undefined), ASK_AGAIN_MS)
    onScopeDispose(() => clearInterval(timer))
  }
  if (route.query.down) goOnWhenBack()

  return { form, trouble, isBusy, submit }
}
