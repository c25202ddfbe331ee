using Nola.Runtime.Membership;

namespace Nola.Runtime.Tests.Membership;

public sealed class InMemoryMembershipTableTests : MembershipTableConformance
{
    protected override Task<IMembershipTable> CreateAsync() =>
        Task.FromResult<IMembershipTable>(new InMemoryMembershipTable());
}
