using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Security;

/// <summary>Holds the hash of the operators' token, so that comparisons take constant time.</summary>
internal sealed class OpsToken
{
    private readonly byte[]? _hash;
    private readonly int _length;

    public OpsToken(IOptions<OpsOptions> options, IHostEnvironment environment)
    {
        var token = string.IsNullOrEmpty(options.Value.Token) ? null : options.Value.Token;
        IsShort = token is { Length: < OpsOptions.SafeTokenLength };
        if (token is null && environment.IsDevelopment())
        {
            token = Generated = "sa_ops_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        }

        if (token is null) return;
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        _length = token.Length;
    }

    /// <summary>The token generated for this run, to be printed once; null if one is configured.</summary>
    public string? Generated { get; }

    /// <summary>Whether the configured token is short enough to be guessed.</summary>
    public bool IsShort { get; }

    // The length is not secret, and comparing it first saves a hash for nearly every shopper's token.
    public bool Matches(string presented) =>
        _hash is not null && presented.Length == _length &&
        CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
}
