using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;

namespace ShopActors.Hosting;

/// <summary>
/// Delivers webhooks from a provider in this process to the shop's grains: verified like any webhook, but
/// without the network.
/// </summary>
internal sealed partial class GrainWebhookChannel(
    IGrainFactory grains, IOptions<PaymentOptions> options, TimeProvider time, ILogger<GrainWebhookChannel> logger)
    : IWebhookChannel
{
    public bool OnlyNews => true;

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken)
    {
        var problem = WebhookSignature.Check(signature, body.Span, options.Value.WebhookSecrets, time.GetUtcNow());
        if (problem != SignatureProblem.None || !WebhookBody.TryRead(body.Span, out var payment, out var webhook))
        {
            LogRefused(logger, problem);
            return false;
        }

        try
        {
            var noted = await grains.GetGrain<IPaymentGrain>(payment.Value)
                .HandleWebhook(Caller.Provider, webhook).ConfigureAwait(false);
            return noted.IsOk;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Sent again even though it may have been handled: handling a webhook twice has no effect.
            LogFailed(logger, payment, e);
            return false;
        }
    }

    [LoggerMessage(
        5301, LogLevel.Warning, "A webhook of the provider in this process was refused: {Problem} signature or body")]
    private static partial void LogRefused(ILogger logger, SignatureProblem problem);

    [LoggerMessage(5302, LogLevel.Warning, "A webhook for payment {Payment} failed and will be sent again")]
    private static partial void LogFailed(ILogger logger, PaymentId payment, Exception exception);
}
