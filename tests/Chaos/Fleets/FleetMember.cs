using ShopActors.TestKit;

namespace ShopActors.Chaos.Fleets;

/// <summary>A process that faults may hit, with the links to and from it where the scenario breaks links.</summary>
internal sealed record FleetMember(ServiceProcess Process, MemberLinks? Links)
{
    public string Name => Process.Name;
}
