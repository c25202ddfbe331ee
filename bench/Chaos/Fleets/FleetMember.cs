using ShopActors.Chaos.Network;
using ShopActors.Harness;

namespace ShopActors.Chaos.Fleets;

/// <summary>A process that faults may hit, with its link to the store where there is one.</summary>
internal sealed record FleetMember(ServiceProcess Process, TcpProxy? StoreLink);
