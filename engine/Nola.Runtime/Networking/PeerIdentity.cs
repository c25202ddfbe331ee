
namespace Nola.Runtime.Networking;

/// <summary>Who is at the other end of an authenticated connection.</summary>
/// <param name="Address">The silo, or the client, whose generation is negative.</param>
internal sealed record PeerIdentity(SiloAddress Address);
