using Microsoft.Extensions.Options;
using MimeKit;

namespace ShopActors;

/// <summary>Rejects settings with which no message would arrive.</summary>
internal sealed class MessageOptionsValidator : IValidateOptions<MessageOptions>
{
    public ValidateOptionsResult Validate(string? name, MessageOptions options)
    {
        var failures = new List<string>();
        if (!MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0)
        {
            failures.Add("Messages:From must be an e-mail address.");
        }

        CheckLink(nameof(options.VerificationLink), options.VerificationLink, failures);
        CheckLink(nameof(options.ResetLink), options.ResetLink, failures);
        if (options.Sender == MessageMeans.Smtp)
        {
            if (string.IsNullOrWhiteSpace(options.Smtp.Host)) failures.Add("Messages:Smtp:Host is missing.");
            if (options.From == MessageOptions.DefaultFrom)
            {
                failures.Add("Messages:From must be an address that the mail server sends for.");
            }

            if (options.Smtp.User is null != options.Smtp.Password is null)
            {
                failures.Add("Messages:Smtp:User and Messages:Smtp:Password belong together.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckLink(string name, string? link, List<string> failures)
    {
        if (link is null) return;
        var filled = link.Replace(MessageText.TokenMark, "token", StringComparison.Ordinal);
        if (filled == link || !Uri.TryCreate(filled, UriKind.Absolute, out var uri) ||
            uri.Scheme is not ("http" or "https"))
        {
            failures.Add($"Messages:{name} must be an absolute http(s) address with {MessageText.TokenMark} in it.");
        }
    }
}
