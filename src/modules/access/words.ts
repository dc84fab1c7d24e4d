import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'access',
  catalogueOf({
    'access.forbidden': {
      zh: '您的角色不能做这件事（需要权限 {permission}）。可以办理的角色：{roles}。请联系管理员。',
      en: 'Your role may not do this (permission {permission}). Roles that may: {roles}. Ask an administrator.',
    },
    'access.other_city': {
      zh: '您的账号属于 {own}，不能查看 {cityCode} 的数据。需要时请联系管理员。',
      en: 'Your account belongs to {own} and may not see {cityCode}. Ask an administrator if you need it.',
    },
    'access.change_password_first': {
      zh: '这是只能用一次的密码，请先换成自己的密码。',
      en: 'This password is for one use; choose your own first.',
    },
    'access.attachment_kind': {
      zh: '文件“{fileName}”的内容不是 PDF、图片（PNG、JPEG）、Word（docx）、Excel（xlsx，不带宏）或 OFD，没有保存。请换成其中一种格式再上传。',
      en: 'The content of “{fileName}” is no PDF, PNG, JPEG, DOCX, XLSX (without macros) or OFD; it was not kept. Hand it in as one of these.',
    },
    'access.attachment_too_large': {
      zh: '文件“{fileName}”超过 {limitMb} MB，没有保存。请压缩或拆分后再上传。',
      en: '“{fileName}” is larger than {limitMb} MB and was not kept. Make it smaller or split it.',
    },
    'access.no_attachment': {
      zh: '没有编号为 {id} 的文件，或者您不能查看它。',
      en: 'There is no document {id}, or it is not yours to see.',
    },
    'access.sign_in_needed': { zh: '请先登录。', en: 'Please sign in first.' },
    'access.sign_in_failed': {
      zh: '用户名或密码不对。请核对后再试；忘记密码请联系管理员。',
      en: 'The user name or password is wrong. Check and try again; if it is forgotten, ask an administrator.',
    },
    'access.sign_in_too_often': {
      zh: '连续输错次数太多，请 {seconds} 秒后再试。',
      en: 'Too many failed attempts; try again in {seconds} seconds.',
    },
    'access.request_not_from_page': {
      zh: '请求缺少页面标记 x-lianshu-csrf，已拒绝；没有改动任何数据。请从页面操作。',
      en: 'The request lacks the mark x-lianshu-csrf and was refused; nothing changed. Use the page.',
    },
    'access.current_password_wrong': {
      zh: '当前密码不对，密码没有更改。',
      en: 'The current password is wrong; nothing changed.',
    },
    'access.organisation_needed': {
      zh: '角色 {role} 必须挂在一家企业上，请选择企业。',
      en: 'The role {role} belongs to a firm; choose the firm.',
    },
    'access.no_organisation': {
      zh: '没有编号为 {organisationId} 的单位，请重新选择。',
      en: 'There is no organisation {organisationId}; choose again.',
    },
    'access.user_name_taken': {
      zh: '用户名 {userName} 已有人使用，请换一个。',
      en: 'The user name {userName} is taken; choose another.',
    },
    'access.own_account': {
      zh: '不能停用自己的账号，请由另一位管理员办理。',
      en: 'You cannot end your own account; ask another administrator.',
    },
    'access.no_user': { zh: '没有编号为 {userId} 的有效账号。', en: 'There is no active account {userId}.' },
    'access.no_notice_kind': {
      zh: '没有“{kind}”这种通知，订阅没有更改。请刷新页面后再选。',
      en: 'There is no notice of the kind "{kind}"; nothing changed. Load the page again and choose.',
    },
    'access.no_operator': {
      zh: '没有名为 {userName} 的有效账号，命令没有执行。用 --as 指定另一个用户名。',
      en: 'There is no active account named {userName}; nothing was done. Name another with --as.',
    },
    'access.no_administrator': {
      zh: '数据目录里还没有管理员，请先运行一次 npm start。',
      en: 'This data folder has no administrator yet; run npm start once.',
    },
  }),
)
