using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>
/// Hands messages over to a mail server, each on a connection of its own: there are few of them. The
/// <c>Message-ID</c> of a message is the same in every attempt.
/// </summary>
internal sealed class SmtpMessageSender(IOptions<MessageOptions> options, TimeProvider time) : IMessageSender
{
    public async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value.Smtp;
        using var late = new CancellationTokenSource(smtp.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var mail = MailForm.Of(message, options.Value, time.GetUtcNow());
            using var client = new SmtpClient { Timeout = (int)smtp.Timeout.TotalMilliseconds };
            await client.ConnectAsync(smtp.Host!, smtp.Port, OptionsOf(smtp.Security), limit.Token)
                .ConfigureAwait(false);
            if (smtp.User is { } user)
            {
                await client.AuthenticateAsync(user, smtp.Password!, limit.Token).ConfigureAwait(false);
            }

            await client.SendAsync(mail, limit.Token).ConfigureAwait(false);

            // The server has the message: a failing farewell changes nothing.
            await client.DisconnectAsync(quit: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFailure(e, cancellationToken))
        {
            throw new MessageNotSentException($"The mail server failed or refused ({e.GetType().Name}).", e);
        }
    }

    private static bool IsFailure(Exception e, CancellationToken cancellationToken) => e is
        IOException or SocketException or System.Security.Authentication.AuthenticationException or
        MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException or SmtpCommandException or
        SmtpProtocolException or NotSupportedException or FormatException or TimeoutException ||
        (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static SecureSocketOptions OptionsOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
