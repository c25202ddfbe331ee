using System.Threading.Channels;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// Hands requests for a new password over to the grains after they were answered: the time of the answer must not tell
/// whether an address is registered. Requests that wait when the process ends are lost; the customer asks again.
/// </summary>
internal sealed partial class PasswordResetRequests(IGrainFactory grains, ILogger<PasswordResetRequests> logger)
    : BackgroundService
{
    private const int WaitingMax = 256;

    private readonly Channel<(OperationId Operation, string Email)> _waiting =
        Channel.CreateBounded<(OperationId, string)>(
            new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Takes a request; false if too many wait.</summary>
    public bool TryAdd(OperationId operation, string email) => _waiting.Writer.TryWrite((operation, email));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (operation, email) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await grains.GetGrain<ICustomerDirectoryGrain>(0).RequestReset(operation, email);
            }
#pragma warning disable CA1031 // Whatever fails for one request must not end the service for all later ones.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(5711, LogLevel.Warning, "A request for a new password could not be handed over; it is dropped")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
