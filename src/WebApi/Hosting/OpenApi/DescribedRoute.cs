using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using ShopActors.WebApi.Events;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>What a route's metadata says of it.</summary>
internal sealed class DescribedRoute(ApiDescription description)
{
    private readonly IList<object> _metadata = description.ActionDescriptor.EndpointMetadata;

    /// <summary>The names of the path's parameters.</summary>
    public IEnumerable<string> PathParameters =>
        from part in (description.RelativePath ?? "").Split('/')
        where part.StartsWith('{')
        select part.Trim('{', '}');

    /// <summary>Whether it writes, so that the rules of <see cref="WriteHeaders"/> apply.</summary>
    public bool IsWrite => !HttpMethods.IsGet(description.HttpMethod ?? HttpMethods.Get);

    /// <summary>Whether anyone may use it.</summary>
    public bool IsPublic => _metadata.OfType<IAllowAnonymous>().Any();

    /// <summary>Whether the payment provider's signature stands for credentials, which are not read.</summary>
    public bool IsSigned => Refusals.Contains(ErrorCode.SignatureWrong);

    /// <summary>The scope that an operator needs; null for routes of shoppers.</summary>
    public string? Scope => _metadata.OfType<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault();

    public bool RequiresKey => _metadata.OfType<KeyRequired>().Any();

    public MatchUse? Match => _metadata.OfType<MatchUse>().FirstOrDefault();

    /// <summary>Whether it answers with a stream of events.</summary>
    public bool IsStream => _metadata.OfType<Streaming>().Any();

    public IEnumerable<Preferred> Preferred => _metadata.OfType<PreferUse>().Select(use => use.Preferred);

    /// <summary>The codes that the route declares.</summary>
    public IEnumerable<ErrorCode> Refusals => _metadata.OfType<Refusals>().SelectMany(refusals => refusals.Codes);

    public bool Sends(string header) => _metadata.OfType<SentHeaders>().Any(headers => headers.Names.Contains(header));
}
