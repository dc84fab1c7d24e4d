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
    'access.outside_scope': {
      zh: '这个接口密钥没有权限 {permission}。请用密钥主人的账号另发一个包含它的密钥。',
      en: 'This key does not carry the permission {permission}. Its owner can make one that does.',
    },
    'access.one_time_password_expired': {
      zh: '这个一次性密码已过期。请向发给您的人（本单位管理员、链长办或系统管理员）再要一个。',
      en: 'This one-time password ran out. Ask whoever gave it to you for another.',
    },
    'access.second_factor_needed': {
      zh: '还差一步：请输入手机验证器上的 6 位动态码，或一个恢复码。',
      en: 'One more step: enter the six digits of your authenticator app, or a recovery code.',
    },
    'access.second_factor_wrong': {
      zh: '动态码不对，或已经用过。请等验证器换下一个码再输；手机不在身边时用恢复码。',
      en: 'The code is wrong or was used before. Wait for the next one; without your phone, use a recovery code.',
    },
    'access.second_factor_there': {
      zh: '您已经启用了第二因素。要换手机，请先用现在的动态码停用它。',
      en: 'A second factor is on already. To change the phone, end it first with a code.',
    },
    'access.second_factor_not_begun': {
      zh: '还没有待确认的第二因素。请先点“启用”，再用手机扫码。',
      en: 'There is no second factor to confirm. Begin with "turn on" and scan the code.',
    },
    'access.second_factor_required': {
      zh: '您的角色必须使用第二因素，不能停用。换手机请找管理员重置。',
      en: 'Your role needs a second factor; it cannot be ended. For a new phone ask an administrator to reset it.',
    },
    'access.no_second_factor': {
      zh: '{userName} 没有启用第二因素，没有什么可重置；其登录已全部结束。',
      en: '{userName} has no second factor, so there is nothing to reset.',
    },
    'access.set_up_second_factor_first': {
      zh: '您的角色登录需要第二因素，请先用手机验证器启用它。',
      en: 'Your role needs a second factor to sign in; set it up with an authenticator app first.',
    },
    'access.waiting_for_claim': {
      zh: '您的账号还在等认领审核通过，现在只能查看和提交认领。',
      en: 'Your account waits until its claim of a firm is approved; only the claim can be seen and sent.',
    },
    'access.reader_only': {
      zh: '您在本单位只有查看权限，没有改动任何数据。需要填报时请本单位管理员调整。',
      en: 'You may only read for your organisation; nothing changed. Its administrator can change that.',
    },
    'access.no_session': {
      zh: '没有这个登录，可能已经结束了。',
      en: 'There is no such session; it may have ended.',
    },
    'access.key_unknown': {
      zh: '接口密钥不对、已过期或已撤销。请在“账户”页另发一个。',
      en: 'The key is wrong, ran out or was revoked. Make another on the account page.',
    },
    'access.key_too_often': {
      zh: '这个密钥一分钟内请求太多，请 {seconds} 秒后再试。',
      en: 'Too many requests with this key; try again in {seconds} seconds.',
    },
    'access.scope_not_grantable': {
      zh: '这些权限不能给密钥：{permissions}。密钥只能带您自己有的权限，也不能管理账号。',
      en: 'These permissions cannot be given to a key: {permissions}. A key carries only your own, and never those over accounts.',
    },
    'access.too_many_keys': {
      zh: '您已有 {most} 个有效密钥，请先撤销不用的。',
      en: 'You have {most} open keys; revoke those not in use first.',
    },
    'access.no_api_key': {
      zh: '没有编号为 {id} 的有效密钥。',
      en: 'There is no open key {id}.',
    },
    'access.may_not_invite': {
      zh: '您不能邀请这样的账号（{role}）。单位管理员只能邀请本单位同事，链长办只能邀请本市单位的人。',
      en: 'You may not invite such an account ({role}): a firm invites its own colleagues, a chain office the people of organisations of its city.',
    },
    'access.no_invitation': {
      zh: '这个邀请不存在、已用过、已收回或已过期。请向邀请您的人再要一个。',
      en: 'There is no such invitation, or it was used, taken back or ran out. Ask whoever invited you for another.',
    },
    'access.sign_up_too_often': {
      zh: '从这个地址注册太频繁，请 {seconds} 秒后再试。',
      en: 'Too many accounts from this address; try again in {seconds} seconds.',
    },
    'access.not_waiting': {
      zh: '账号 {userId} 已经不在等待审核，没有改动。请刷新列表。',
      en: 'The account {userId} does not wait any more; nothing changed. Load the list again.',
    },
    'access.no_consent': {
      zh: '没有编号为 {id} 的资料授权，或它不属于本单位。',
      en: 'There is no consent {id}, or it is not of your organisation.',
    },
    'access.consent_withdrawn': {
      zh: '“{name}”的授权已经撤回，不能再改；需要时请重新提供资料。',
      en: 'The consent for "{name}" was withdrawn and cannot change; confide the facts anew if needed.',
    },
    'access.todo_consent': {
      zh: '写明“{name}”的用途、可读者和期限',
      en: 'State purpose, readers and end of "{name}"',
    },
    'reading.network.read_relations': { zh: '查看供应关系', en: 'Supply relations looked at' },
    'reading.access.attachment_read': { zh: '下载证明材料', en: 'A document downloaded' },
    'reading.policy.assess': { zh: '测算可享政策', en: 'Entitlements worked out' },
    'reading.policy.application_read': { zh: '查看政策申报', en: 'An application looked at' },
    'reading.policy.document_read': { zh: '查看申报材料', en: 'A document of an application read' },
    'reading.policy.grant_read': { zh: '查看待领奖补', en: 'A grant looked at' },
    'reading.policy.agreement_read': { zh: '查看一事一议协议', en: 'An agreement looked at' },
    'reading.evaluation.read_firm': { zh: '查看评价得分', en: 'Scores looked at' },
    'reading.evaluation.appeal': { zh: '查看评价申诉', en: 'An objection looked at' },
    'reading.registry.read_collection': { zh: '查看填报的表', en: 'An answered form looked at' },
    'reading.registry.read_figures': { zh: '查看保密数据', en: 'Confidential figures looked at' },
    'access.oidc_off': {
      zh: '没有启用统一身份认证，请用用户名和密码登录。',
      en: 'Sign-in by a provider is off; use name and password.',
    },
    'access.oidc_unreachable': {
      zh: '现在连不上{name}，请稍后再试，或用用户名和密码登录。',
      en: '{name} cannot be reached now; try again in a while, or use name and password.',
    },
    'access.oidc_setting_missing': {
      zh: '统一身份认证缺少设置 {variable}（或不是完整的地址）。补上后再启动，或去掉 LIANSHU_OIDC_ISSUER。',
      en: 'The setting {variable} for sign-in by a provider is missing or no whole address. Set it, or unset LIANSHU_OIDC_ISSUER.',
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
