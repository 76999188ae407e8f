"""Who can sign in: counselors, client logins, invitations, server-side sign-ins."""
