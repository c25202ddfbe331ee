using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// Limits how many passwords are hashed at once: hashing is expensive on purpose, and anonymous requests ask for it.
/// Half of the cores stay free for everything else.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly int _requestsMax;
    private int _requests;

    public PasswordHashing(IOptions<PasswordHashingOptions> options, IOptions<PasswordHasherOptions> hasher)
    {
        _requestsMax = options.Value.RequestsMax;
        Hasher = new(hasher);
        Unknown = UnknownPassword.Create(hasher.Value.IterationCount);
    }

    /// <summary>The hash function, for <see cref="PasswordSlot"/>.</summary>
    internal PasswordHasher<PasswordHashing> Hasher { get; }

    /// <summary>What passwords are compared with where there is none: nothing has this hash.</summary>
    internal PasswordHash Unknown { get; }

    /// <summary>Waits for a core; null if too many requests wait already.</summary>
    public async Task<PasswordSlot?> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _requests) > _requestsMax)
        {
            Interlocked.Decrement(ref _requests);
            return null;
        }

        try
        {
            await _cores.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _requests);
            throw;
        }

        return new(this);
    }

    public void Dispose() => _cores.Dispose();

    /// <summary>Gives the core back.</summary>
    internal void Leave()
    {
        _cores.Release();
        Interlocked.Decrement(ref _requests);
    }
}
