namespace ShopActors;

/// <summary>What messages say.</summary>
internal static class MessageText
{
    /// <summary>Where the token belongs in a link.</summary>
    public const string TokenMark = "{token}";

    public static OutgoingMessage Of(
        CustomerMessage message, CustomerProfile profile, string token, MessageOptions options)
    {
        var isReset = message.Kind == MessageKind.PasswordReset;
        var link = isReset ? options.ResetLink : options.VerificationLink;
        var what = link?.Replace(TokenMark, token, StringComparison.Ordinal) ?? token;
        return isReset
            ? new(message.Id, profile.Email, $"{options.ShopName}: a new password", $"""
                Hello {profile.Name},

                a new password was requested for your account. If it was you, use this within one hour:

                {what}

                If it was not you, ignore this message: the password stays as it is.
                """)
            : new(message.Id, profile.Email, $"{options.ShopName}: your e-mail address", $"""
                Hello {profile.Name},

                to confirm that this is your e-mail address, use this within one day:

                {what}

                If you have no account with {options.ShopName}, ignore this message.
                """);
    }
}
