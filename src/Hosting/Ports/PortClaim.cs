using System.Net;

namespace ShopActors.Hosting.Ports;

/// <summary>A port for this process alone.</summary>
/// <param name="Setting">The setting that chooses the port.</param>
/// <param name="EndPoint">Where the process will listen.</param>
/// <param name="ListensAtOnce">
/// Whether it listens before its server starts, so that not even a process that starts at the same time can: early
/// connections wait instead of being refused.
/// </param>
internal sealed record PortClaim(string Setting, IPEndPoint EndPoint, bool ListensAtOnce = false);
