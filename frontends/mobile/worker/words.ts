import { t } from '@common/app/language'

/** What the worker app says. */
export const words = {
  tabToday: { zh: '今天', en: 'Today' },
  tabHall: { zh: '抢单', en: 'Hall' },

  onDuty: { zh: '接单中', en: 'On duty' },
  offDuty: { zh: '休息中', en: 'Off duty' },
  goOn: { zh: '开始接单', en: 'Go on duty' },
  goOff: { zh: '休息', en: 'Take a break' },
  offDutyHint: { zh: '上线后才会收到派单', en: 'You get offers only while on duty' },
  next: { zh: '下一单', en: 'Next job' },
  later: { zh: '之后', en: 'Later' },
  done: { zh: '已完成', en: 'Done' },
  nothing: { zh: '现在没有任务', en: 'No job right now' },
  nothingHint: { zh: '有派单时会立刻响起', en: 'The next offer shows up here at once' },
  open: { zh: '打开', en: 'Open' },
  newOffer: { zh: '新派单，等您答复', en: 'New offer, waiting for you' },

  synced: { zh: '已同步', en: 'All sent' },
  waiting: { zh: (n: number) => `${n} 项待发送`, en: (n: number) => `${n} to send` },
  waitingHint: { zh: '有网络时自动发送', en: 'Sent by itself once there is a network' },
  refused: { zh: '有一步没有成功', en: 'One step did not go through' },
  droppedToo: { zh: (steps: string) => `后面的步骤也取消了：${steps}`, en: (steps: string) => `Later steps fell with it: ${steps}` },
  understood: { zh: '知道了', en: 'Got it' },

  offer: { zh: '派单', en: 'Offer' },
  urgent: { zh: '加急', en: 'Urgent' },
  pay: { zh: '服务价', en: 'Price' },
  road: { zh: '路程', en: 'Road' },
  travel: { zh: '车程', en: 'Travel' },
  why: { zh: '为什么派给您', en: 'Why you' },
  slide: { zh: '滑动接单', en: 'Slide to accept' },
  slideAgain: { zh: '再按一次接单', en: 'Press again to accept' },
  decline: { zh: '不接', en: 'Decline' },
  declineWhy: { zh: '为什么不接？', en: 'Why not?' },
  declineBack: { zh: '返回', en: 'Back' },
  laterDecide: { zh: '稍后再看', en: 'Decide later' },
  offerOver: { zh: '这次派单已结束', en: 'This offer is over' },

  hall: { zh: '抢单大厅', en: 'Hall' },
  hallEmpty: { zh: '大厅里暂时没有订单', en: 'Nothing in the hall right now' },
  hallHint: { zh: '新订单会自动出现', en: 'New ones appear by themselves' },
  taken: { zh: '已被接走', en: 'Taken' },
  near: { zh: '离我最近', en: 'Nearest' },
  worth: { zh: '价格最高', en: 'Best paid' },
  soon: { zh: '时间最近', en: 'Soonest' },

  navigate: { zh: '导航', en: 'Navigate' },
  call: { zh: '打电话', en: 'Call' },
  ownerNote: { zh: '业主留言', en: "Owner's note" },
  noNote: { zh: '没有留言', en: 'No note' },
  addressLater: { zh: '接单后显示详细地址', en: 'The full address shows once you accept' },
  problem: { zh: '业主拍的照片', en: "Owner's photos" },
  before: { zh: '服务前照片', en: 'Photos before' },
  after: { zh: '服务后照片', en: 'Photos after' },
  countOf: { zh: (n: number, of: number) => `${n} / ${of} 张`, en: (n: number, of: number) => `${n} of ${of}` },
  take: { zh: '拍照', en: 'Take a photo' },
  takeBefore: { zh: (n: number) => `先拍服务前照片，还差 ${n} 张`, en: (n: number) => `Photo before: ${n} to go` },
  takeAfter: { zh: (n: number) => `拍服务后照片，还差 ${n} 张`, en: (n: number) => `Photo after: ${n} to go` },
  waitOwner: { zh: '等业主确认，这一单您已经做完了', en: 'Your part is done; the owner confirms' },
  finishTitle: { zh: '完成服务', en: 'Finish the job' },
  summary: { zh: '做了什么', en: 'What you did' },
  summaryHint: { zh: '例如：更换了阀芯，已试水', en: 'Such as: replaced the cartridge, tested' },
  materials: { zh: '用了什么材料（可不填）', en: 'Materials used, if any' },
  finish: { zh: '提交完成', en: 'Send' },
  dropTitle: { zh: '为什么要退单？', en: 'Why give it back?' },
  dropHint: { zh: '我们会马上安排别的师傅', en: 'We find another worker at once' },
  drop: { zh: '做不了，退单', en: 'I cannot do this job' },
  early: { zh: '为什么这么快？', en: 'Why so quick?' },
  earlyHint: { zh: '比预计时间短很多，请说明一下', en: 'Much less time than expected; please say why' },
  earlyExample: { zh: '例如：只是垫圈松了', en: 'Such as: just a loose washer' },
  sentLater: {
    zh: (from: string, to: string) => `离线作业，联网后补传（${from} 至 ${to}）`,
    en: (from: string, to: string) => `Done offline and sent later (${from} to ${to})`,
  },
  placeTitle: { zh: '还没到地址附近？', en: 'Not at the address yet?' },
  placeHint: {
    zh: '定位显示您离地址还远。已经到了的话，拍一张门口的照片就行。',
    en: 'Your position is away from the address. If you are there, a photo of the door is enough.',
  },
  noLocation: { zh: '拿不到位置，请打开定位', en: 'No position; please allow location' },
  jobGone: { zh: '这一单已不在您名下', en: 'This job is no longer yours' },
  ownMap: { zh: '地图', en: 'Map' },

  signInTitle: { zh: '开工吧', en: 'Ready to work' },
  signInHint: { zh: '用登记的手机号登录', en: 'Sign in with your registered number' },
  notWorker: { zh: '这个号码不是师傅账号', en: 'This number is not a worker account' },
  skills: { zh: '我的技能', en: 'My skills' },
  level: { zh: (n: number) => `${n} 级`, en: (n: number) => `level ${n}` },
  travelBy: { zh: '出行方式', en: 'I travel by' },
} as const

export const TRAVEL_MODES: Readonly<Record<string, { zh: string; en: string }>> = {
  bicycle: { zh: '自行车', en: 'Bicycle' },
  car: { zh: '汽车', en: 'Car' },
  e_bike: { zh: '电动车', en: 'E-bike' },
  foot: { zh: '步行', en: 'On foot' },
  motorcycle: { zh: '摩托车', en: 'Motorcycle' },
}

export const MAP_APPS: Readonly<Record<string, { zh: string; en: string }>> = {
  amap: { zh: '高德地图', en: 'Amap' },
  baidu: { zh: '百度地图', en: 'Baidu Maps' },
  tencent: { zh: '腾讯地图', en: 'Tencent Maps' },
  apple: { zh: '苹果地图', en: 'Apple Maps' },
  google: { zh: '谷歌地图', en: 'Google Maps' },
  geo: { zh: '其他地图', en: 'Other map app' },
}

export function useWords() {
  return { t, words }
}
