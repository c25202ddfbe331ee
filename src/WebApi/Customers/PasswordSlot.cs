using Microsoft.AspNetCore.Identity;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// The use of one core for hashing passwords. It yields first: the work must not run on a thread that completes grain
/// calls.
/// </summary>
internal sealed class PasswordSlot(PasswordHashing hashing) : IDisposable
{
    public async Task<PasswordHash> HashAsync(string password)
    {
        await Task.Yield();
        return new(hashing.Hasher.HashPassword(hashing, PasswordPolicy.Normalize(password)));
    }

    /// <summary>Compares a password with a hash; with null it takes as long, and fails.</summary>
    public async Task<PasswordVerificationResult> VerifyAsync(PasswordHash? hash, string password)
    {
        await Task.Yield();
        return hashing.Hasher.VerifyHashedPassword(
            hashing, (hash ?? hashing.Unknown).Value, PasswordPolicy.Normalize(password));
    }

    public void Dispose() => hashing.Leave();
}
