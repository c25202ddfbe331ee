using System.Collections.Immutable;
using System.Diagnostics;

namespace ShopActors;

/// <summary>What happens to the goods of a confirmed order.</summary>
internal sealed partial record OrderState
{
    /// <summary>The number for people; null before the order is confirmed.</summary>
    public long? Number { get; init; }

    /// <summary>Whether a customer who proves the e-mail address finds the order.</summary>
    public bool IsFiled { get; init; }

    /// <summary>The customer who got it after a guest had placed it, and the buyer encrypted for that one.</summary>
    public OrderEvent.Claimed? Claim { get; init; }

    /// <summary>Whose the order is.</summary>
    public PrincipalId Owner => Claim?.Owner ?? Placed!.Caller.Id;

    /// <summary>The customer whose order it is; null for a guest's.</summary>
    public CustomerId? Customer => CustomerId.TryParse(Owner.Value, out var customer) ? customer : null;

    /// <summary>Who buys, encrypted with the owner's key; null if the cart did not tell.</summary>
    public string? Buyer => Claim is { } claim ? claim.Buyer : Placed?.Buyer;

    /// <summary>Whether a customer should find it later: a guest's order with details of the buyer.</summary>
    public bool NeedsFiling => !IsFiled && Placed is { Buyer: not null, Caller.Kind: CallerKind.Guest };

    public ImmutableArray<ShipmentSnapshot> Shipments { get => field.IsDefault ? [] : field; init; } = [];

    public ImmutableArray<ReturnSnapshot> Returns { get => field.IsDefault ? [] : field; init; } = [];

    public ImmutableArray<OrderNote> Notes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The first return whose units are not in stock yet.</summary>
    public ReturnSnapshot? NextRestock =>
        Returns.FirstOrDefault(one => one is { Status: ReturnStatus.Received, IsRestocked: false });

    public FulfilmentStatus Fulfilment
    {
        get
        {
            if (Shipments.IsEmpty || Placed is null) return FulfilmentStatus.Unfulfilled;
            var ordered = Placed.Lines.Sum(line => line.Quantity);
            var shipped = UnitsAtLeast(ShipmentStatus.Shipped);
            if (shipped == 0) return FulfilmentStatus.Unfulfilled;
            if (shipped < ordered) return FulfilmentStatus.Partial;
            return UnitsAtLeast(ShipmentStatus.Delivered) == ordered
                ? FulfilmentStatus.Delivered
                : FulfilmentStatus.Fulfilled;
        }
    }

    public ShipmentSnapshot? FindShipment(OperationId id) => Shipments.FirstOrDefault(shipment => shipment.Id == id);

    public ReturnSnapshot? FindReturn(ReturnId id) => Returns.FirstOrDefault(one => one.Id == id);

    /// <summary>The units of a line, counted from 1, in shipments.</summary>
    public int UnitsInShipments(int line) => Units(Shipments.SelectMany(shipment => shipment.Lines), line);

    /// <summary>The units of a line in returns that were not rejected.</summary>
    public int UnitsInReturns(int line) => Units(
        Returns.Where(one => one.Status != ReturnStatus.Rejected).SelectMany(one => one.Lines), line);

    /// <summary>The units of a line in refunds that were not refused.</summary>
    public int UnitsInRefunds(int line) => Units(
        Refunds.Where(refund => refund.Status != RefundStatus.Refused).SelectMany(refund => refund.Lines), line);

    private static int Units(IEnumerable<LineUnits> units, int line) =>
        units.Where(one => one.Line == line).Sum(one => one.Quantity);

    private int UnitsAtLeast(ShipmentStatus status) => Shipments
        .Where(shipment => shipment.Status >= status).SelectMany(shipment => shipment.Lines).Sum(one => one.Quantity);

    private static bool IsAfterSale(OrderEvent e) => e is
        OrderEvent.ShipmentMade or OrderEvent.ShipmentChanged or OrderEvent.ReturnRequested or
        OrderEvent.ReturnDecided or OrderEvent.ReturnReceived or OrderEvent.ReturnRestocked or OrderEvent.Noted or
        OrderEvent.Claimed;

    private bool AllowsAfterSale(OrderEvent e) => e switch
    {
        OrderEvent.ShipmentMade made => FindShipment(made.Shipment) is null,
        OrderEvent.ShipmentChanged changed =>
            FindShipment(changed.Shipment) is { } shipment && !(changed.Status < shipment.Status),
        OrderEvent.ReturnRequested requested => FindReturn(requested.Return) is null,
        OrderEvent.ReturnDecided decided => FindReturn(decided.Return) is { Status: ReturnStatus.Requested },
        OrderEvent.ReturnReceived received =>
            FindReturn(received.Return) is { Status: ReturnStatus.Requested or ReturnStatus.Approved },
        OrderEvent.ReturnRestocked restocked => NextRestock?.Id == restocked.Return,
        OrderEvent.Noted noted => Notes.All(note => note.Id != noted.Note),
        OrderEvent.Claimed => Claim is null,
        _ => false,
    };

    private OrderState ChangeAfterSale(OrderEvent e) => e switch
    {
        OrderEvent.ShipmentMade made => this with
        {
            Shipments = Shipments.Add(new()
            {
                Id = made.Shipment,
                Status = made.Status,
                Lines = made.Lines,
                Carrier = made.Carrier,
                Tracking = made.Tracking,
                CreatedAt = made.At,
                ShippedAt = made.Status >= ShipmentStatus.Shipped ? made.At : null,
                DeliveredAt = made.Status == ShipmentStatus.Delivered ? made.At : null,
            }),
        },
        OrderEvent.ShipmentChanged changed => this with
        {
            Shipments = Shipments.Replace(
                FindShipment(changed.Shipment)!, Change(FindShipment(changed.Shipment)!, changed)),
        },
        OrderEvent.ReturnRequested requested => this with
        {
            Returns = Returns.Add(new()
            {
                Id = requested.Return,
                Order = Id,
                Status = ReturnStatus.Requested,
                Lines = requested.Lines,
                Reason = requested.Reason,
                RequestedAt = requested.At,
            }),
        },
        OrderEvent.ReturnDecided decided => With(FindReturn(decided.Return)!, one => one with
        {
            Status = decided.IsApproved ? ReturnStatus.Approved : ReturnStatus.Rejected,
        }),
        OrderEvent.ReturnReceived received => With(FindReturn(received.Return)!, one => one with
        {
            Status = ReturnStatus.Received,
            Lines = received.Lines,
            ReceivedAt = received.At,
            Refund = received.Refund,
            IsRestocked = received.Lines.All(units => units.Restock == 0),
        }),
        OrderEvent.ReturnRestocked restocked =>
            With(FindReturn(restocked.Return)!, one => one with { IsRestocked = true }),
        OrderEvent.Noted noted => this with
        {
            Notes = Notes.Add(new(noted.Note, noted.Text, noted.By, noted.At)),
        },
        OrderEvent.Claimed claimed => this with { Claim = claimed },
        _ => throw new UnreachableException($"Unknown order event {e.GetType().Name}."),
    };

    private OrderState With(ReturnSnapshot present, Func<ReturnSnapshot, ReturnSnapshot> change) =>
        this with { Returns = Returns.Replace(present, change(present)) };

    private static ShipmentSnapshot Change(ShipmentSnapshot present, OrderEvent.ShipmentChanged change)
    {
        var status = change.Status ?? present.Status;
        return present with
        {
            Status = status,
            Carrier = change.Carrier ?? present.Carrier,
            Tracking = change.Tracking ?? present.Tracking,
            ShippedAt = present.ShippedAt ?? (status >= ShipmentStatus.Shipped ? change.At : null),
            DeliveredAt = present.DeliveredAt ?? (status == ShipmentStatus.Delivered ? change.At : null),
        };
    }
}
