// The session of a browser: a cookie instead of a token in the page's hands.
//
// A page that signs in with the header X-Gongshu-Client gets the token as an HttpOnly cookie and not in the body, so no script can
// read it. SameSite=Strict keeps other sites from sending it; behind TLS (X-Forwarded-Proto: https) it is Secure and bears the __Host-
// prefix. A request that changes something must carry X-Gongshu-Client as well: a form of another site cannot, and a script of
// another site would have to ask first, which is never granted.
#pragma once
#include "http/backend.h"

namespace gongshu::http {

/// The token in the Cookie header; empty when there is none. Error: auth.forbidden for a changing request without the header.
Result<std::string> session_of_cookie(std::string_view cookies, const Call& call);

/// Of an answer to signIn or signOut by a page: sets or clears the cookie and takes the token out of the body.
void keep_session_in_cookie(const Call& call, Reply& reply);

}  // namespace gongshu::http
