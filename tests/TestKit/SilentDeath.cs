using Orleans.Runtime;

namespace ShopActors.TestKit;

/// <summary>
/// Lets a killed silo of a test cluster find out that it was declared dead. By default that ends the process, and with
/// it the test and the other silos.
/// </summary>
internal sealed class SilentDeath : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => false;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
    }
}
